package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KnownOwnersTest {
    private static final TestDatabase.Own OWN = TestDatabase.own("known_owners");

    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());
    private final List<String> said = new ArrayList<>();
    private final DSLContext sql = OWN.sql()
            .configuration()
            .deriveAppending(ExecuteListener.onExecuteStart(execution -> said.add(String.valueOf(execution.sql()))))
            .dsl();
    private final JooqFileRecords records = new JooqFileRecords(Scoped.inRole(sql), KnownOwners.latest());
    private final OrganizationId acme = samples.organization();
    private final Caller ann = Caller.in(acme, samples.user(), Role.MEMBER);

    @AfterAll
    static void close() {
        OWN.close();
    }

    @Test
    void whoHasUploadedBeforeIsNotAddedOnceMore() {
        records.add(samples.pending(ann));
        assertThat(said).singleElement().asString().contains("\"storage\".\"users\"", "\"storage\".\"organizations\"");
        said.clear();
        records.add(samples.pending(ann));
        assertThat(said).singleElement().asString().doesNotContain("users", "organizations");
    }

    @Test
    void aMemberOfAKnownOrganizationMayBeNew() {
        records.add(samples.pending(ann));
        Caller bob = Caller.in(acme, samples.user(), Role.MEMBER);
        FileRecord file = samples.pending(bob);
        records.add(file);
        assertThat(records.find(bob.context(), file.id())).contains(file);
    }

    @Test
    void whoWasErasedSinceIsAddedAgain() {
        records.add(samples.pending(ann));
        OWN.database().owners().erase(acme);
        OWN.database().owners().erase(ann.user());
        FileRecord file = samples.pending(ann);
        records.add(file);
        assertThat(records.find(ann.context(), file.id())).contains(file);
    }

    @Test
    void whatACallersTransactionUndoesIsNotRemembered() {
        JooqFileRecords embedded = new JooqFileRecords(sql);
        assertThatThrownBy(() -> sql.transaction(own -> {
                    new JooqFileRecords(own.dsl()).add(samples.pending(ann));
                    throw new IllegalStateException("undo");
                }))
                .isInstanceOf(IllegalStateException.class);
        embedded.add(samples.pending(ann));
        OWN.database().owners().erase(acme);
        FileRecord file = samples.pending(ann);
        sql.transaction(own -> new JooqFileRecords(own.dsl()).add(file));
        assertThat(embedded.find(ann.context(), file.id())).contains(file);
    }
}
