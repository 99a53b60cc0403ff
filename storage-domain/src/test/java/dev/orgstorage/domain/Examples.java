package dev.orgstorage.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** People, organizations and a file for the tests of this package. */
final class Examples {
    static final UserId ANN = new UserId("auth0|ann");
    static final UserId BOB = new UserId("auth0|bob");
    static final OrganizationId ACME = new OrganizationId("org_acme");
    static final OrganizationId GLOBEX = new OrganizationId("org_globex");
    static final Instant NOW = Instant.parse("2026-03-29T00:59:59.123456789Z");
    static final Instant UNTIL = NOW.plus(Duration.ofMinutes(10));
    static final Content TEXT = new Content(new MediaType("text/plain"), 11);

    private Examples() {}

    /** An id that depends on the seed alone. */
    static FileId id(long seed) {
        return new FileIds(() -> NOW, new Random(seed)).next();
    }

    /** A text of eleven bytes, promised in the caller's context. */
    static FileRecord pending(Caller caller) {
        return pending(caller, TEXT);
    }

    static FileRecord pending(Caller caller, Content content) {
        return FileRecord.promised(id(1), caller, new FileName("hello.txt"), content, NOW, UNTIL);
    }
}
