package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import dev.orgstorage.testkit.contract.AuditTrailContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JooqAuditTrailTest implements AuditTrailContract {
    private static final FileIds IDS = new FileIds(InstantSource.system(), new SecureRandom());

    @Override
    public AuditTrail trail() {
        return TestDatabase.database().auditTrail();
    }

    /** Not even the owner of the table, nor a superuser. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update storage.audit set refusal = null",
                "delete from storage.audit",
                "truncate storage.audit",
            })
    void nobodyChangesOrShortensIt(String statement) {
        AuditEntry entry = entry(Owner.of(new UserId("ann-" + statement.hashCode())));
        trail().append(List.of(entry));
        assertThatThrownBy(() -> TestDatabase.sql().execute(statement))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("neither changed nor shortened");
        assertThat(trail().page(entry.context(), AuditQuery.newest(1)).entries())
                .containsExactly(entry);
    }

    @Test
    void requestsReadTheirOwnAndWriteNone() {
        AuditEntry anns = entry(Owner.of(new UserId("ann-" + IDS.next())));
        AuditEntry bobs = entry(Owner.of(new UserId("bob-" + IDS.next())));
        trail().append(List.of(anns, bobs));
        TestDatabase.sql().transaction(own -> {
            DSLContext request = DSL.using(own);
            request.execute("set local role orgstorage_requests");
            request.fetch(
                    "select set_config('storage.scope', ?, true)",
                    anns.context().scope());
            assertThat(request.fetch("select id from storage.audit").getValues(0, UUID.class))
                    .containsExactly(anns.id());
            assertThatThrownBy(() -> request.execute(
                            "insert into storage.audit (id, at, scope, user_id, deed)"
                                    + " values (gen_random_uuid(), now(), ?, 'eve', 'LIST')",
                            anns.context().scope()))
                    .hasMessageContaining("permission denied");
            request.execute("rollback");
        });
    }

    @Test
    void aTrailThatCannotBeReachedIsUnavailable() {
        try (Database nowhere = TestDatabase.unreachable()) {
            AuditTrail trail = nowhere.auditTrail();
            AuditEntry entry = entry(Owner.of(new UserId("ann")));
            assertThatThrownBy(() -> trail.append(List.of(entry))).isInstanceOf(StorageException.Unavailable.class);
            assertThatThrownBy(() -> trail.page(entry.context(), AuditQuery.newest(1)))
                    .isInstanceOf(StorageException.Unavailable.class);
        }
    }

    private static AuditEntry entry(Owner context) {
        return new AuditEntry(
                IDS.next().value(),
                Instant.parse("2026-01-01T12:00:00Z"),
                context,
                new UserId("ann"),
                Deed.DELETE,
                null,
                null,
                "not_found",
                null,
                null);
    }
}
