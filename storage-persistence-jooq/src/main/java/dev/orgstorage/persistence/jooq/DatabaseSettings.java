package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.PercentEncoding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, who logs in, and how many connections to keep. Never prints a password.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:5432/name}
 * @param user who serves requests
 * @param upkeep who concerns themselves with the files of everybody; null for {@code user}
 * @param owner who migrates; null for {@code user}
 */
public record DatabaseSettings(
        String url,
        @Nullable String user,
        @Nullable String password,
        int poolSize,
        @Nullable Login upkeep,
        @Nullable Login owner) {
    public static final int STANDARD_POOL = 10;

    /** What is before the query can be shown: nobody's password is there. */
    private static final Pattern SHOWN = Pattern.compile("[^@?]*(\\?.*)?");

    /** With one login for all. */
    public DatabaseSettings(String url, @Nullable String user, @Nullable String password, int poolSize) {
        this(url, user, password, poolSize, null, null);
    }

    public DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "A database URL begins with jdbc:postgresql: or postgres:, but this one does not");
        }
        if (!SHOWN.matcher(url).matches()) {
            throw new IllegalArgumentException("A JDBC URL has no user and password in front of its host, and no line"
                    + " break; begin it with postgres: instead, or give them beside it");
        }
        if (poolSize < 1 || poolSize > 1000) {
            throw new IllegalArgumentException("A pool has 1 to 1000 connections, not " + poolSize);
        }
    }

    /**
     * Reads a JDBC URL, or one as hosting providers hand out: {@code postgres://user:password@host:5432/name?…}. A user
     * and password given beside the URL go before those in it.
     *
     * @throws IllegalArgumentException if it is neither; the message does not repeat it, as it may hold a password
     */
    public static DatabaseSettings of(String url, @Nullable String user, @Nullable String password, int poolSize) {
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            return new DatabaseSettings(url, user, password, poolSize);
        }
        URI uri = parse(url);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        @Nullable String userInfo = uri.getRawUserInfo();
        String[] parts = userInfo == null ? new String[0] : userInfo.split(":", 2);
        return new DatabaseSettings(
                jdbc, user == null ? part(parts, 0) : user, password == null ? part(parts, 1) : password, poolSize);
    }

    /** With a login of their own for upkeep. */
    public DatabaseSettings withUpkeep(Login login) {
        return new DatabaseSettings(url, user, password, poolSize, login, owner);
    }

    /** With a login of its own for migrations: that of the owner of the tables. */
    public DatabaseSettings withOwner(Login login) {
        return new DatabaseSettings(url, user, password, poolSize, upkeep, login);
    }

    Login login() {
        return new Login(user, password);
    }

    Login upkeepLogin() {
        return upkeep == null ? login() : upkeep;
    }

    Login ownerLogin() {
        return owner == null ? login() : owner;
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && !uri.getRawPath().contains("@")) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            // The exception would show the password.
        }
        throw new IllegalArgumentException(
                "The database URL cannot be read; special characters in its password have to be percent-encoded");
    }

    private static @Nullable String part(String[] parts, int index) {
        return index < parts.length ? PercentEncoding.decode(parts[index]) : null;
    }

    @Override
    public String toString() {
        return "DatabaseSettings[%s, user %s, pool of %s]".formatted(url.replaceAll("\\?.*", ""), user, poolSize);
    }
}
