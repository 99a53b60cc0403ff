package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of the usage of owners, whoever writes their records, in a database whose owner may not make roles. */
class UsageTest {
    private static final String ADD = """
            insert into storage.file_record (id, file_key, organization_id, filename, mime_type, size, state, upload_until,
                etag, ready_since, created_at, updated_at)
            select id, 'uploads/orgs/acme/' || id, ?, 'hello.txt', 'text/plain', 11, '%s', now(), %s, %s, now(), now()
            from gen_random_uuid() id
            """;
    private static final TestDatabase.Own OWN = TestDatabase.oneLogin("usage_kept");

    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());
    private final DSLContext sql = OWN.sql();

    @AfterAll
    static void close() {
        OWN.close();
    }

    @BeforeEach
    void empty() {
        sql.execute("truncate storage.users, storage.organizations cascade");
        sql.execute("truncate storage.usage");
    }

    @Test
    void whatIsWrittenPastEveryAdapterCounts() {
        FileRecord one = ready(samples.member());
        FileRecord two = ready(Caller.personal(samples.user()));
        sql.execute(
                "update storage.file_record set size = 100 where file_key = ?",
                one.key().value());
        assertThat(usage(one.owner())).isEqualTo(new Usage(1, 100));

        sql.execute("delete from storage.organizations");
        assertThat(usage(one.owner())).isEqualTo(Usage.NONE);
        assertThat(usage(two.owner())).isEqualTo(new Usage(1, 11));

        sql.execute("truncate storage.users cascade");
        assertThat(usage(two.owner())).isEqualTo(Usage.NONE);
        assertThat(OWN.database().ledger().miscounted()).isZero();
    }

    @Test
    void whatIsUndoneDoesNotCount() {
        FileRecord file = ready(samples.member());
        assertThatThrownBy(() -> sql.transaction(own -> {
                    own.dsl().execute("delete from storage.file_record");
                    throw new IllegalStateException("undo");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(usage(file.owner())).isEqualTo(new Usage(1, 11));
    }

    @Test
    void importedFilesCount() {
        Caller caller = samples.member();
        List<FileRecord> files =
                List.of(Samples.ready(samples.pending(caller)), Samples.ready(samples.pending(caller)));
        OWN.database().ledger().adopt(files);
        OWN.database().ledger().adopt(files);
        assertThat(usage(caller.context())).isEqualTo(new Usage(2, 22));
    }

    @Test
    void readyFilesCountWithWhateverIsAddedInTheSameTransaction() {
        OrganizationId acme = samples.organization();
        sql.execute("insert into storage.organizations values (?)", acme.value());
        sql.transaction(own -> {
            own.dsl().execute(ADD.formatted("pending", "null", "null"), acme.value());
            own.dsl().execute(ADD.formatted("ready", "'etag'", "now()"), acme.value());
            own.dsl().execute(ADD.formatted("pending", "null", "null"), acme.value());
        });
        sql.execute(ADD.formatted("ready", "'etag'", "now()"), acme.value());
        assertThat(usage(Owner.of(acme))).isEqualTo(new Usage(2, 22));
    }

    @Test
    void whatIsKeptWrongIsFoundAndCorrected() {
        FileRecord forgotten = ready(samples.member());
        FileRecord doubled = ready(samples.member());
        FileRecord right = ready(samples.member());
        Owner nobody = Owner.of(new OrganizationId("nobody"));
        sql.execute(
                "delete from storage.usage where scope = ?", forgotten.owner().scope());
        sql.execute(
                "update storage.usage set files = files + 1 where scope = ?",
                doubled.owner().scope());
        sql.execute("insert into storage.usage values (?, 3, 5, 7)", nobody.scope());

        assertThat(OWN.database().ledger().miscounted()).isEqualTo(3);
        assertThat(OWN.database().ledger().recount()).isEqualTo(3);
        assertThat(OWN.database().ledger().miscounted()).isZero();
        for (FileRecord file : List.of(forgotten, doubled, right)) {
            assertThat(usage(file.owner())).isEqualTo(new Usage(1, 11));
        }
        assertThat(usage(nobody)).isEqualTo(Usage.NONE);
    }

    @Test
    void requestsSeeTheirOwnUsageAndChangeNone() {
        FileRecord mine = ready(samples.member());
        ready(samples.member());
        DSLContext request = Scoped.inRole(OWN.sql()).to(mine.owner());
        assertThat(request.fetch("select * from storage.usage")).hasSize(1);
        for (String statement : List.of(
                "update storage.usage set files = 0",
                "delete from storage.usage",
                "insert into storage.usage values ('org:x', 0, 1, 1)")) {
            assertThatThrownBy(() -> {
                        if (request.execute(statement) == 0) {
                            throw new DataAccessException("It saw no row to change");
                        }
                    })
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(usage(mine.owner())).isEqualTo(new Usage(1, 11));
    }

    @Test
    void whatWasThereBeforeTheMigrationIsCounted() {
        try (TestDatabase.Own own = TestDatabase.oneLogin("usage_before")) {
            FileRecord file = samples.pending(samples.member());
            own.database().records().add(file);
            own.database().records().markReady(Samples.ready(file));
            own.sql().execute("drop table storage.usage cascade");
            own.sql().execute("drop function storage.keep_usage, storage.note_ready cascade");
            own.sql().execute("delete from storage.flyway_schema_history where version in ('7', '8', '9')");
            assertThat(own.database().migrate()).isEqualTo(3);
            assertThat(own.database().records().usage(file.owner())).isEqualTo(new Usage(1, 11));
        }
    }

    private static Usage usage(Owner owner) {
        return OWN.database().records().usage(owner);
    }

    private FileRecord ready(Caller caller) {
        FileRecord file = samples.pending(caller);
        OWN.database().records().add(file);
        assertThat(OWN.database().records().markReady(Samples.ready(file))).isTrue();
        return Samples.ready(file);
    }
}
