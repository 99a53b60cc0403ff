package dev.orgstorage.persistence.jooq;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.FileRecordsContract;
import org.junit.jupiter.api.AfterAll;

class JooqFileRecordsTest implements FileRecordsContract {
    private static final FileRecords RECORDS = TestDatabase.database().records();
    private static final Database UNREACHABLE = TestDatabase.unreachable();

    @AfterAll
    static void close() {
        UNREACHABLE.close();
    }

    @Override
    public FileRecords records() {
        return RECORDS;
    }

    @Override
    public Tombstones tombstones() {
        return TestDatabase.database().tombstones();
    }

    @Override
    public FileRecords unreachableRecords() {
        return UNREACHABLE.records();
    }

    @Override
    public Tombstones unreachableTombstones() {
        return UNREACHABLE.tombstones();
    }
}
