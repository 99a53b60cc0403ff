package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process. */
class ImportIT {
    private static final Pattern SUMMARY = Pattern.compile(
            "(?s).*Imported: ([0-9]+)\n.*Ended early: it was asked to stop\nTo go on from there: --after '([^']+)'\\s*");

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void askedToStopItEndsAfterItsStepAndSaysWhereToGoOn(String signal, int status) throws Exception {
        assumeFalse(
                signal.equals("INT") && ServerProcess.ignoresInterrupts(),
                "These tests were started in the background of a shell, which makes all of them ignore SIGINT");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                EndlessBucket endless = new EndlessBucket();
                Database database = Database.open(
                        new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2))) {
            database.migrate();
            Map<String, String> settings = new HashMap<>(endless.environment());
            settings.put("DATABASE_URL", postgres.jdbcUrl());
            settings.put("DATABASE_USER", postgres.user());
            try (ServerProcess importing = ServerProcess.start(settings, "import")) {
                endless.awaitListings(3);
                importing.signal(signal);
                assertThat(importing.exitStatus()).isEqualTo(status);

                String told = importing.outputToTheEnd();
                Matcher summary = SUMMARY.matcher(told);
                assertThat(summary.matches()).as(told).isTrue();
                int imported = Integer.parseInt(summary.group(1));
                assertThat(imported).isGreaterThanOrEqualTo(2_000);
                assertThat(summary.group(2)).isEqualTo(EndlessBucket.key(imported - 1));
                assertRecorded(database, imported);
            }
        }
    }

    /** That all objects before this number have records, and it has none. */
    private static void assertRecorded(Database database, int number) {
        for (int from = 0; from < number; from += 1_000) {
            List<ObjectKey> keys = IntStream.range(from, from + 1_000)
                    .mapToObj(each -> new ObjectKey(EndlessBucket.key(each)))
                    .toList();
            assertThat(database.ledger().known(keys)).containsOnlyKeys(keys);
        }
        assertThat(database.ledger().find(new ObjectKey(EndlessBucket.key(number))))
                .isEmpty();
    }
}
