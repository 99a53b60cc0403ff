package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of files when better-auth deletes a user or an organization. */
class BetterAuthLinkTest {
    private static final BetterAuthHost HOST = BetterAuthHost.standard();

    private final JooqFileRecords records = HOST.database.records();
    private final JooqTombstones tombstones = HOST.database.tombstones();
    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    @BeforeAll
    static void link() {
        assertThat(HOST.database.linkBetterAuth("public")).isTrue();
    }

    @AfterAll
    static void close() {
        HOST.close();
    }

    @Test
    void deletingAUserThereTakesTheirOwnFilesHereAndLeavesTombstones() {
        Caller ann = registered(samples.someone());
        FileRecord pending = added(ann);
        FileRecord ready = Samples.ready(added(ann));
        assertThat(records.markReady(ready)).isTrue();
        FileRecord bens = added(registered(samples.someone()));

        HOST.delete(ann.user());

        for (FileRecord file : new FileRecord[] {pending, ready}) {
            assertThat(records.find(file.owner(), file.id())).isEmpty();
            assertThat(tombstones.find(file.owner(), file.key())).isPresent();
        }
        assertThat(records.find(bens.owner(), bens.id())).contains(bens);
    }

    @Test
    void anOrganizationsFileOutlivesItsUploadersAccountThere() {
        Caller ann = registered(samples.member());
        FileRecord file = added(ann);

        HOST.delete(ann.user());

        FileRecord left = records.find(file.owner(), file.id()).orElseThrow();
        assertThat(left.uploader()).isNull();
        assertThat(left.name()).isEqualTo(file.name());
        assertThat(tombstones.find(file.owner(), file.key())).isEmpty();
    }

    @Test
    void deletingAnOrganizationThereTakesItsFilesAndLeavesTombstones() {
        OrganizationId acme = samples.organization();
        HOST.register(acme);
        FileRecord anns = added(memberOf(acme));
        FileRecord bens = added(memberOf(acme));
        FileRecord elsewhere = added(registered(samples.member()));

        HOST.delete(acme);

        for (FileRecord file : new FileRecord[] {anns, bens}) {
            assertThat(records.find(file.owner(), file.id())).isEmpty();
            assertThat(tombstones.find(file.owner(), file.key())).isPresent();
        }
        assertThat(records.find(elsewhere.owner(), elsewhere.id())).contains(elsewhere);
    }

    @Test
    void aDeletionUndoneThereChangesNothingHere() {
        Caller ann = registered(samples.someone());
        FileRecord file = added(ann);
        assertThatThrownBy(() -> HOST.sql.transaction(tx -> {
                    tx.dsl()
                            .execute(
                                    "delete from \"user\" where id = ?",
                                    ann.user().value());
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(records.find(file.owner(), file.id())).contains(file);
        assertThat(tombstones.find(file.owner(), file.key())).isEmpty();
    }

    @Test
    void theHostsOwnDatabaseUserNeedsNoRightHere() {
        Caller ann = registered(samples.someone());
        FileRecord file = added(ann);
        HOST.sql.transaction(tx -> {
            tx.dsl().execute("create role host_alone");
            tx.dsl().execute("grant select, delete on \"user\" to host_alone");
            tx.dsl().execute("set local role host_alone");
            tx.dsl().execute("delete from \"user\" where id = ?", ann.user().value());
            tx.dsl().execute("reset role");
            tx.dsl().execute("drop owned by host_alone");
            tx.dsl().execute("drop role host_alone");
        });
        assertThat(records.find(file.owner(), file.id())).isEmpty();
        assertThat(tombstones.find(file.owner(), file.key())).isPresent();
    }

    @Test
    void noFileIsAddedForAUserWhoIsNotThere() {
        Caller stranger = samples.someone();
        refusesAndAddsNothing(samples.pending(stranger), "User " + stranger.user());
    }

    @Test
    void noFileIsAddedForAUserWhoIsNotThereAnyMore() {
        Caller ann = registered(samples.someone());
        added(ann);
        HOST.delete(ann.user());
        refusesAndAddsNothing(samples.pending(ann), "User " + ann.user());
    }

    @Test
    void noFileIsAddedForAnOrganizationThatIsNotThere() {
        Caller ann = memberOf(samples.organization());
        refusesAndAddsNothing(samples.pending(ann), "User " + ann.user() + " or organization org_");
    }

    @Test
    void noFileIsAddedForAnOrganizationByAUserWhoIsNotThere() {
        OrganizationId acme = samples.organization();
        HOST.register(acme);
        Caller stranger = Caller.in(acme, samples.user(), Role.MEMBER);
        refusesAndAddsNothing(samples.pending(stranger), "User " + stranger.user() + " or organization " + acme);
    }

    @Test
    void linkingAgainDoesNothing() {
        assertThat(HOST.database.linkBetterAuth("public")).isFalse();
        assertThat(HOST.database.pendingMigrations()).isZero();
        assertThat(HOST.database.migrate()).isZero();
    }

    private void refusesAndAddsNothing(FileRecord file, String whom) {
        List<Integer> before = HOST.rows();
        assertThatThrownBy(() -> records.add(file))
                .isInstanceOf(StorageException.UnknownOwner.class)
                .hasMessageStartingWith(whom)
                .hasMessageEndingWith("is not, or no longer, known to the host application");
        assertThat(HOST.rows()).isEqualTo(before);
    }

    private Caller memberOf(OrganizationId organization) {
        UserId user = samples.user();
        HOST.register(user);
        return Caller.in(organization, user, Role.MEMBER);
    }

    private FileRecord added(Caller caller) {
        FileRecord file = samples.pending(caller);
        records.add(file);
        return file;
    }

    private static Caller registered(Caller caller) {
        HOST.register(caller.user());
        if (caller.context() instanceof Owner.Organization(OrganizationId organization)) {
            HOST.register(organization);
        }
        return caller;
    }
}
