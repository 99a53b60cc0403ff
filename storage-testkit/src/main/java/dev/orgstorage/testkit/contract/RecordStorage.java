package dev.orgstorage.testkit.contract;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Tombstones;
import java.time.Duration;

/** A storage of records under test: its ports, all of them over the same records, which are none at first. */
public interface RecordStorage {
    FileRecords records();

    Tombstones tombstones();

    Ledger ledger();

    Owners owners();

    /** Lets so much time pass by the storage's own clock. */
    void pass(Duration time);
}
