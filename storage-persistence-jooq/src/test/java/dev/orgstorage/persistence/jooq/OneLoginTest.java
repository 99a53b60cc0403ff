package dev.orgstorage.persistence.jooq;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.FileRecordsContract;
import org.junit.jupiter.api.AfterAll;

/** With one login, which owns the tables and may make no roles. */
class OneLoginTest extends UpkeepContracts implements FileRecordsContract {
    private static final TestDatabase.Own OWN = TestDatabase.oneLogin("one_login");

    @AfterAll
    static void close() {
        OWN.close();
    }

    @Override
    TestDatabase.Own own() {
        return OWN;
    }

    @Override
    public FileRecords unreachableRecords() {
        return new JooqFileRecords(NoConnections.CONTEXT);
    }

    @Override
    public Tombstones unreachableTombstones() {
        return new JooqTombstones(NoConnections.CONTEXT);
    }
}
