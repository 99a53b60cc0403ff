package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.Owner;
import org.jooq.DSLContext;

/** Statements on behalf of one owner, to whom row level security shows no rows but the owner's. */
final class Scoped {
    private static final String SCOPE = "set_config('storage.upkeep', '', true), set_config('storage.scope', ?, true)";
    private static final String ROLE = "set_config('role', storage.role_of_requests(), true)";

    private final DSLContext jooq;
    private final String preamble;

    private Scoped(DSLContext jooq, String preamble) {
        this.jooq = jooq;
        this.preamble = preamble;
    }

    /** With the role that the connections have: others' statements may be part of the same transaction. */
    static Scoped over(DSLContext jooq) {
        return new Scoped(jooq, "select " + SCOPE);
    }

    /** With a role that can do no more than requests need, where there is one. */
    static Scoped inRole(DSLContext jooq) {
        return new Scoped(jooq, "select " + ROLE + ", " + SCOPE);
    }

    DSLContext to(Owner owner) {
        return to(owner.scope());
    }

    /** To no owner, and so to no rows. */
    DSLContext toNobody() {
        return to("");
    }

    private DSLContext to(String scope) {
        return new Preamble(preamble, scope).before(jooq);
    }

    /** Statements on behalf of upkeep, which is shown the rows of all owners, or fails. */
    static DSLContext toEverybody(DSLContext jooq) {
        return new Preamble("select storage.begin_upkeep()", null).before(jooq);
    }
}
