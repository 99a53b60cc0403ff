package dev.orgstorage.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs of one PostgreSQL.
 *
 * @param locale how its initdb is asked for the order of code points and the letters of Unicode
 */
record PostgresPrograms(Path home, List<String> locale) {
    /** Those that come along, which need no locale of the system. */
    static PostgresPrograms unpackedIn(Path binaries) {
        return new PostgresPrograms(
                PostgresBinaries.unpackedIn(binaries),
                List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }

    static PostgresPrograms installedIn(Path home) {
        PostgresPrograms installed =
                new PostgresPrograms(home.toAbsolutePath().normalize(), List.of("--locale=C.UTF-8"));
        if (!Files.isExecutable(installed.named("postgres"))) {
            throw new EmbeddedException("no PostgreSQL in " + home
                    + ": name the folder that has bin/postgres in it, such as /usr/lib/postgresql/18");
        }
        return installed;
    }

    Path named(String program) {
        return home.resolve("bin").resolve(program);
    }
}
