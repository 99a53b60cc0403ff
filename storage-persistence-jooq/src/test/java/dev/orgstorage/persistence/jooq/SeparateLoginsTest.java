package dev.orgstorage.persistence.jooq;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.FileRecordsContract;
import org.junit.jupiter.api.AfterAll;

/** With a login each for requests, upkeep and the tables. */
class SeparateLoginsTest extends UpkeepContracts implements FileRecordsContract {
    private static final TestDatabase.Own OWN = TestDatabase.separateLogins("separate_logins");

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
