package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.util.List;

/** Who acts: Ann, Bob and Cleo, each alone and in two organizations, one of which has the id of a user. */
final class Cast {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");
    static final UserId CLEO = new UserId("cleo");
    static final List<UserId> USERS = List.of(ANN, BOB, CLEO);

    static final OrganizationId ACME = new OrganizationId("acme");
    static final OrganizationId NAMED_ANN = new OrganizationId(ANN.value());
    static final List<OrganizationId> ORGANIZATIONS = List.of(ACME, NAMED_ANN);

    static final Caller ANN_ALONE = Caller.personal(ANN);
    static final Caller BOB_ALONE = Caller.personal(BOB);
    static final Caller CLEO_ALONE = Caller.personal(CLEO);
    static final Caller ANN_AT_ACME = Caller.in(ACME, ANN, Role.MEMBER);
    static final Caller BOB_AT_ACME = Caller.in(ACME, BOB, Role.ADMIN);
    static final Caller CLEO_AT_ACME = Caller.in(ACME, CLEO, Role.VIEWER);
    static final Caller BOB_AT_ANN = Caller.in(NAMED_ANN, BOB, Role.OWNER);
    static final Caller CLEO_AT_ANN = Caller.in(NAMED_ANN, CLEO, Role.MEMBER);

    static final List<Caller> CALLERS =
            List.of(ANN_ALONE, BOB_ALONE, CLEO_ALONE, ANN_AT_ACME, BOB_AT_ACME, CLEO_AT_ACME, BOB_AT_ANN, CLEO_AT_ANN);

    static final List<Owner> OWNERS =
            List.of(Owner.of(ANN), Owner.of(BOB), Owner.of(CLEO), Owner.of(ACME), Owner.of(NAMED_ANN));

    private Cast() {}

    /** Such as {@code "ann (member) in org:acme"}. */
    static String name(Caller caller) {
        return switch (caller.context()) {
            case Owner.Personal alone -> caller.user().value();
            case Owner.Organization organization ->
                caller.user() + " (" + caller.role() + ") in " + organization.scope();
        };
    }
}
