package dev.orgstorage.http.server;

/** What tells operators how a server does: measurements, and traces of requests. */
record Telemetry(Meters meters, Tracing tracing) implements AutoCloseable {
    static Telemetry none() {
        return new Telemetry(Meters.none(), Tracing.none());
    }

    @Override
    public void close() {
        tracing.close();
        meters.close();
    }
}
