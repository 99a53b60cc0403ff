package dev.orgstorage.persistence.jooq;

import org.junit.jupiter.api.AfterAll;

/** With a login each for requests, upkeep and the tables. */
class SeparateLoginsTest extends UpkeepContracts {
    private static final TestDatabase.Own OWN = TestDatabase.separateLogins("separate_logins");

    @AfterAll
    static void close() {
        OWN.close();
    }

    @Override
    TestDatabase.Own own() {
        return OWN;
    }
}
