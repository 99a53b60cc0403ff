package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every URL of a database. */
public final class DatabaseUrlPromises {
    private static final String SECRET = "sesame";

    private DatabaseUrlPromises() {}

    /** A user, a password and the rest of a URL, on three lines. */
    public static void url(String text) {
        String[] lines = (text + "\n\n").split("\n", 3);
        if ((lines[0] + lines[2]).contains(SECRET)) {
            return;
        }
        String password = SECRET + lines[1];
        read("postgres://" + lines[0] + ":" + password + "@" + lines[2], password);
        read("jdbc:postgresql://db/files?user=" + lines[0] + "&password=" + password, password);
        read(lines[0] + ":" + password + "@" + lines[2], password);
    }

    private static void read(String url, String secret) {
        try {
            DatabaseSettings settings = DatabaseSettings.of(url, null, null, 1);
            assertThat(settings.url()).startsWith("jdbc:postgresql:");
            assertThat(settings.toString()).doesNotContain(secret);
            Encryption encryption = Encryption.of(settings.url());
            assertThat(Encryption.of(Encryption.applied(settings.url()))).isEqualTo(encryption);
        } catch (IllegalArgumentException refused) {
            for (Throwable each = refused; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(secret);
            }
        }
    }
}
