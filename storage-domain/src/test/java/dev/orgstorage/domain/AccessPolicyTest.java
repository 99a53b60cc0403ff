package dev.orgstorage.domain;

import static dev.orgstorage.domain.Examples.ACME;
import static dev.orgstorage.domain.Examples.ANN;
import static dev.orgstorage.domain.Examples.BOB;
import static dev.orgstorage.domain.Examples.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessPolicyTest {
    private static final FileRecord ANNS_AT_ACME = Examples.pending(Caller.in(ACME, ANN, Role.MEMBER));
    private static final FileRecord BOBS_AT_ACME = Examples.pending(Caller.in(ACME, BOB, Role.MEMBER));

    static List<AccessPolicy> policies() {
        return List.of(AccessPolicy.standard(), AccessPolicy.standardWithMembersDeleting());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # role, list,  read,  upload, change own, change another's
            VIEWER, true,  true,  false,  false,      false
            MEMBER, true,  true,  true,   true,       false
            ADMIN,  true,  true,  true,   true,       true
            OWNER,  true,  true,  true,   true,       true
            """)
    void rolesRefineWhatOneMayDoInAnOrganization(
            Role role, boolean list, boolean read, boolean upload, boolean changeOwn, boolean changeAnothers) {
        AccessPolicy policy = AccessPolicy.standard();
        Caller ann = Caller.in(ACME, ANN, role);
        Owner acme = Owner.of(ACME);
        assertThat(policy.permits(ann, Action.READ, acme, null)).isEqualTo(list);
        assertThat(policy.permits(ann, Action.READ, acme, ANNS_AT_ACME)).isEqualTo(read);
        assertThat(policy.permits(ann, Action.READ, acme, BOBS_AT_ACME)).isEqualTo(read);
        assertThat(policy.permits(ann, Action.UPLOAD, acme, null)).isEqualTo(upload);
        assertThat(policy.permits(ann, Action.UPLOAD, acme, BOBS_AT_ACME)).isEqualTo(upload);
        for (Action change : List.of(Action.DELETE, Action.RENAME)) {
            assertThat(policy.permits(ann, change, acme, ANNS_AT_ACME)).isEqualTo(changeOwn);
            assertThat(policy.permits(ann, change, acme, BOBS_AT_ACME)).isEqualTo(changeAnothers);
            assertThat(policy.permits(ann, change, acme, withoutUploader())).isEqualTo(changeAnothers);
            assertThat(policy.permits(ann, change, acme, null)).isEqualTo(changeOwn);
        }
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, false", "MEMBER, false", "ADMIN, true", "OWNER, true"})
    void adminsAndOwnersReadTheAuditTrail(Role role, boolean permitted) {
        for (AccessPolicy policy : policies()) {
            assertThat(policy.permits(Caller.in(ACME, ANN, role), Action.AUDIT, Owner.of(ACME), null))
                    .isEqualTo(permitted);
        }
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, false", "MEMBER, true", "ADMIN, true", "OWNER, true"})
    void bySettingAnyMemberDeletesAndRenamesAnything(Role role, boolean permitted) {
        AccessPolicy policy = AccessPolicy.standardWithMembersDeleting();
        Caller ann = Caller.in(ACME, ANN, role);
        for (FileRecord file : List.of(ANNS_AT_ACME, BOBS_AT_ACME, withoutUploader())) {
            assertThat(policy.permits(ann, Action.DELETE, Owner.of(ACME), file)).isEqualTo(permitted);
            assertThat(policy.permits(ann, Action.RENAME, Owner.of(ACME), file)).isEqualTo(permitted);
            assertThat(policy.permits(ann, Action.READ, Owner.of(ACME), file)).isTrue();
            assertThat(policy.permits(ann, Action.UPLOAD, Owner.of(ACME), file)).isEqualTo(permitted);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void amongOnesOwnFilesOneMayDoAnythingWhateverTheRole(Role role) {
        Owner anns = Owner.of(ANN);
        Caller ann = new Caller(ANN, anns, role);
        for (AccessPolicy policy : policies()) {
            for (Action action : Action.values()) {
                assertThat(policy.permits(ann, action, anns, null)).isTrue();
                assertThat(policy.permits(ann, action, anns, Examples.pending(ann)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noRoleOpensAnotherContext(AccessPolicy policy) {
        List<Owner> owners = List.of(Owner.of(ANN), Owner.of(BOB), Owner.of(ACME), Owner.of(GLOBEX));
        for (Role role : Role.values()) {
            for (Caller caller : callers(role)) {
                for (Owner owner : owners) {
                    if (!owner.equals(caller.context())) {
                        refusesAll(policy, caller, owner);
                    }
                }
            }
        }
    }

    @Test
    void theUploaderReachesAnOrganizationsFileInItsContextOnly() {
        Caller annAlone = Caller.personal(ANN);
        for (Action action : Action.values()) {
            assertThat(AccessPolicy.standard().permits(annAlone, action, Owner.of(ACME), ANNS_AT_ACME))
                    .isFalse();
            assertThat(AccessPolicy.standard().permits(annAlone, action, Owner.of(ANN), ANNS_AT_ACME))
                    .isFalse();
        }
    }

    private static void refusesAll(AccessPolicy policy, Caller caller, Owner owner) {
        FileRecord file = ownedBy(owner, caller.user());
        for (Action action : Action.values()) {
            assertThat(policy.permits(caller, action, owner, null)).isFalse();
            assertThat(policy.permits(caller, action, owner, file)).isFalse();
            assertThat(policy.permits(caller, action, caller.context(), file)).isFalse();
        }
    }

    private static List<Caller> callers(Role role) {
        return List.of(
                Caller.personal(ANN),
                Caller.personal(BOB),
                Caller.in(ACME, ANN, role),
                Caller.in(GLOBEX, ANN, role),
                Caller.in(ACME, BOB, role));
    }

    private static FileRecord withoutUploader() {
        return ownedBy(Owner.of(ACME), null);
    }

    private static FileRecord ownedBy(Owner owner, @Nullable UserId uploader) {
        FileRecord file = ANNS_AT_ACME;
        return new FileRecord(
                file.id(),
                file.key(),
                owner,
                uploader,
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }
}
