package dev.orgstorage.benchmarks.http;

import java.util.List;

/** What was measured, for people and for programs. */
interface Report {
    String table();

    /** What JSON is written of. */
    Object json();

    /** What went otherwise than it should; empty if nothing did. */
    List<String> faults();
}
