package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;

/**
 * Keeps a key from being adopted and buried by two transactions at once, neither of which would see the other's row.
 * Adopting goes on side by side; burying, which is rare, is alone. Held to the end of the transaction.
 */
final class KeyLock {
    /** One of a kind among the advisory locks of a database that others use too. */
    private static final long LOCK = 0x6f72677374L;

    private KeyLock() {}

    static void adoptingTogether(DSLContext transaction) {
        transaction.fetch("select pg_advisory_xact_lock_shared({0})", val(LOCK));
    }

    static void buryingAlone(DSLContext transaction) {
        transaction.fetch("select pg_advisory_xact_lock({0})", val(LOCK));
    }
}
