package dev.orgstorage.persistence.jooq;

import org.junit.jupiter.api.AfterAll;

/** With the login of a superuser. */
class JooqUpkeepTest extends UpkeepContracts {
    private static final TestDatabase.Own OWN = TestDatabase.own("upkeep");

    @AfterAll
    static void close() {
        OWN.close();
    }

    @Override
    TestDatabase.Own own() {
        return OWN;
    }
}
