package dev.orgstorage.persistence.jooq;

import dev.orgstorage.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One PostgreSQL for all tests of this module, migrated, with sessions in a time zone that is nobody's. */
final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.disposable();
    private static final Database DATABASE = migrated();

    private TestDatabase() {}

    static Database database() {
        return DATABASE;
    }

    static String url() {
        return POSTGRES.jdbcUrl() + (POSTGRES.jdbcUrl().contains("?") ? "&" : "?")
                + "options=-c%20TimeZone=Pacific/Marquesas";
    }

    static DatabaseSettings settings() {
        return new DatabaseSettings(url(), POSTGRES.user(), POSTGRES.password(), 10);
    }

    /** An adapter to a database that is not there. */
    static Database unreachable() {
        return Database.open(new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "", 2));
    }

    /** For looking at tables directly, past every adapter. */
    static DSLContext sql() {
        return connect(url());
    }

    private static Database migrated() {
        Database database = Database.open(settings());
        database.migrate();
        return database;
    }

    /** A database for one test class, migrated. */
    static Own own(String name) {
        return own(name, POSTGRES.user(), settings -> settings);
    }

    /** As {@link #own}, with one login that can do nothing in this PostgreSQL but use its own database. */
    static Own oneLogin(String name) {
        create("create role " + name + " login");
        return own(name, name, settings -> settings);
    }

    /** As {@link #own}, with a login each for requests, upkeep and the tables. */
    static Own separateLogins(String name) {
        create("create role " + name + " login");
        create("create role " + name + "_upkeep login in role orgstorage_upkeep");
        create("create role " + name + "_requests login in role orgstorage_requests");
        return own(
                name,
                name,
                settings -> settings(settings.url(), name + "_requests")
                        .withUpkeep(new Login(name + "_upkeep", ""))
                        .withOwner(new Login(name, "")));
    }

    private static Own own(String name, String owner, UnaryOperator<DatabaseSettings> logins) {
        create("create database " + name + " owner " + owner);
        String url = POSTGRES.jdbcUrl().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
        Database database = Database.open(logins.apply(settings(url, owner)));
        database.migrate();
        return new Own(database, url, DSL.using(url, POSTGRES.user(), POSTGRES.password()));
    }

    static DatabaseSettings settings(String url, String user) {
        return new DatabaseSettings(url, user, POSTGRES.password(), 10);
    }

    private static void create(String statement) {
        DATABASE.ping();
        try (CloseableDSLContext sql = DSL.using(url(), POSTGRES.user(), POSTGRES.password())) {
            sql.execute(statement);
        }
    }

    /** @param sql for looking at tables directly */
    record Own(Database database, String url, CloseableDSLContext sql) implements AutoCloseable {
        /** One more connection, of somebody else. */
        CloseableDSLContext as(String user) {
            return DSL.using(url, user, POSTGRES.password());
        }

        @Override
        public void close() {
            sql.close();
            database.close();
        }
    }

    private static DSLContext connect(String url) {
        try {
            Connection connection = DriverManager.getConnection(url, POSTGRES.user(), POSTGRES.password());
            return DSL.using(connection, SQLDialect.POSTGRES);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
