package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.field;

import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What keeps one owner's files from another's requests besides the statements themselves.
 *
 * @param sentence what that means, and of {@link Kind#NONE} why
 */
public record Protection(Kind kind, String sentence) {
    public enum Kind {
        /** Row level security, in a role that can do no more than requests need. */
        ROLE,

        /** Row level security, for a login that has other rights too. */
        ONE_LOGIN,

        /** Nothing: row level security is not in force. */
        NONE
    }

    /** @param scoped as requests ask, of whichever owner */
    static Protection of(DSLContext scoped) {
        Record is = scoped.select(
                        field("current_user", String.class).as("acting"),
                        field("session_user", String.class).as("login"),
                        field(
                                        "row_security_active('storage.file_record')"
                                                + " and row_security_active('storage.tombstone')"
                                                + " and row_security_active('storage.audit')"
                                                + " and row_security_active('storage.usage')",
                                        boolean.class)
                                .as("secured"),
                        field(
                                        "has_table_privilege('storage.file_record', 'truncate')"
                                                + " or has_schema_privilege('storage', 'create')",
                                        boolean.class)
                                .as("powerful"),
                        field(
                                        "(select rolsuper or rolbypassrls from pg_catalog.pg_roles"
                                                + " where rolname = current_user)",
                                        boolean.class)
                                .as("above"))
                .fetchSingle();
        return of(
                is.get("acting", String.class),
                is.get("login", String.class),
                is.get("secured", boolean.class),
                is.get("powerful", boolean.class),
                is.get("above", boolean.class));
    }

    private static Protection of(String acting, String login, boolean secured, boolean powerful, boolean above) {
        String who = acting.equals(login) ? login : login + ", as " + acting + ",";
        if (!secured) {
            return new Protection(
                    Kind.NONE,
                    above
                            ? "no row level security: " + who + " is a superuser or has BYPASSRLS"
                            : "no row level security: it was disabled, or is not forced, on the tables");
        }
        return powerful
                ? new Protection(
                        Kind.ONE_LOGIN,
                        "row level security shows " + who + " one owner's rows at a time, and it has other rights too")
                : new Protection(
                        Kind.ROLE,
                        "row level security shows " + who + " one owner's rows at a time, and it has no other rights");
    }
}
