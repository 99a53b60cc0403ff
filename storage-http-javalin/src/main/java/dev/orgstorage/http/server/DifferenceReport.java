package dev.orgstorage.http.server;

/** Where differences are told: to people, to programs, to whoever wants to know later. */
interface DifferenceReport extends AutoCloseable {
    /** Begins a row with what was found, so that it is known before anything is done about it. */
    void found(FoundRow row);

    /** Ends the row, with what was done about it if anything was to be. */
    void done(FoundRow row);

    void end(ReconcileSummary summary);

    @Override
    void close();
}
