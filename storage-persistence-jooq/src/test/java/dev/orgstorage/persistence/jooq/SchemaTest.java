package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** What the database keeps to by itself, whoever writes to it. */
class SchemaTest {
    private final JooqFileRecords records = TestDatabase.database().records();
    private final JooqTombstones tombstones = TestDatabase.database().tombstones();
    private final DSLContext sql = TestDatabase.sql();
    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    @Test
    void deletingAUserTakesTheirOwnFilesAndLeavesTombstones() {
        FileRecord file = added(samples.someone());
        sql.execute("delete from storage.users where id = ?", user(file).value());
        assertThat(records.find(file.owner(), file.id())).isEmpty();
        assertThat(tombstones.find(file.owner(), file.id())).isPresent();
    }

    @Test
    void anOrganizationsFileOutlivesItsUploadersAccount() {
        FileRecord file = added(samples.member());
        sql.execute("delete from storage.users where id = ?", user(file).value());
        FileRecord left = records.find(file.owner(), file.id()).orElseThrow();
        assertThat(left.uploader()).isNull();
        assertThat(left.name()).isEqualTo(file.name());
        assertThat(tombstones.find(file.owner(), file.id())).isEmpty();
    }

    @Test
    void deletingAnOrganizationTakesAllItsFilesAndLeavesATombstoneForEach() {
        OrganizationId organization = samples.organization();
        FileRecord anns = added(Caller.in(organization, samples.user(), Role.MEMBER));
        FileRecord bens = added(Caller.in(organization, samples.user(), Role.MEMBER));
        FileRecord elsewhere = added(samples.member());
        sql.execute("delete from storage.organizations where id = ?", organization.value());
        for (FileRecord file : new FileRecord[] {anns, bens}) {
            assertThat(records.find(file.owner(), file.id())).isEmpty();
            assertThat(tombstones.find(file.owner(), file.key())).isPresent();
        }
        assertThat(records.find(elsewhere.owner(), elsewhere.id())).contains(elsewhere);
    }

    @Test
    void deletingBySqlLeavesATombstoneToo() {
        FileRecord file = added(samples.member());
        sql.execute(
                "delete from storage.file_record where file_key = ?", file.key().value());
        assertThat(tombstones.find(file.owner(), file.key())).isPresent();
    }

    @Test
    void truncatingLeavesTombstonesOfAll() {
        try (TestDatabase.Own own = TestDatabase.own("truncated")) {
            FileRecord file = samples.pending(samples.member());
            own.database().records().add(file);
            own.sql().execute("truncate storage.organizations cascade");
            assertThat(own.database().records().find(file.owner(), file.id())).isEmpty();
            assertThat(own.database().tombstones().find(file.owner(), file.id()))
                    .isPresent();
        }
    }

    @Test
    void anUndoneDeletionLeavesNoTombstone() {
        FileRecord file = added(samples.member());
        assertThatThrownBy(() -> sql.transaction(tx -> {
                    tx.dsl()
                            .execute(
                                    "delete from storage.file_record where file_key = ?",
                                    file.key().value());
                    throw new IllegalStateException("undo");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(records.find(file.owner(), file.id())).contains(file);
        assertThat(tombstones.find(file.owner(), file.key())).isEmpty();
    }

    @Test
    void aFileHasExactlyOneOwner() {
        FileRecord file = added(samples.member());
        refuses("update storage.file_record set owner_user_id = user_id where file_key = ?", file);
        refuses("update storage.file_record set organization_id = null where file_key = ?", file);
    }

    @Test
    void aReadyFileHasAnEtag() {
        refuses("update storage.file_record set state = 'ready' where file_key = ?", added(samples.member()));
    }

    @Test
    void aFileIsNeverOfNegativeSizeOrWithoutAName() {
        FileRecord file = added(samples.member());
        refuses("update storage.file_record set size = -1 where file_key = ?", file);
        refuses("update storage.file_record set filename = '' where file_key = ?", file);
    }

    @Test
    void migratingAgainChangesNothing() {
        assertThat(TestDatabase.database().pendingMigrations()).isZero();
        assertThat(TestDatabase.database().migrate()).isZero();
    }

    private void refuses(String update, FileRecord file) {
        assertThatThrownBy(() -> sql.execute(update, file.key().value())).isInstanceOf(DataAccessException.class);
    }

    private FileRecord added(Caller caller) {
        FileRecord file = samples.pending(caller);
        records.add(file);
        return file;
    }

    private static UserId user(FileRecord file) {
        if (file.uploader() == null) {
            throw new AssertionError("Every sample has an uploader; owner " + Owner.class);
        }
        return file.uploader();
    }
}
