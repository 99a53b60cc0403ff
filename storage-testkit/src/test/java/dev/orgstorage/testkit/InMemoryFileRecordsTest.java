package dev.orgstorage.testkit;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.FileRecordsContract;
import java.time.InstantSource;

class InMemoryFileRecordsTest implements FileRecordsContract {
    private final InMemoryFileRecords records = new InMemoryFileRecords(InstantSource.system());
    private final InMemoryFileRecords down = new InMemoryFileRecords(InstantSource.system());

    InMemoryFileRecordsTest() {
        down.down(true);
    }

    @Override
    public FileRecords records() {
        return records;
    }

    @Override
    public Tombstones tombstones() {
        return records.tombstones();
    }

    @Override
    public FileRecords unreachableRecords() {
        return down;
    }

    @Override
    public Tombstones unreachableTombstones() {
        return down.tombstones();
    }
}
