import dev.orgstorage.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.Constants;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Generates the table classes from the migrations, on a PostgreSQL started for that. Run by the build as a source file,
 * with the paths of itself, the migrations and the output; does nothing while none of them has changed.
 */
class GenerateTables {
    public static void main(String[] args) throws Exception {
        Path self = Path.of(args[0]);
        Path migrations = Path.of(args[1]);
        Path output = Path.of(args[2]);
        Path stamp = output.resolveSibling("jooq.sha256");
        String current = digest(self, migrations);
        if (Files.exists(stamp) && Files.isDirectory(output) && Files.readString(stamp).equals(current)) {
            return;
        }
        generate(migrations, output);
        Files.writeString(stamp, current);
    }

    private static void generate(Path migrations, Path output) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable()) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .locations("filesystem:" + migrations)
                    .defaultSchema("storage")
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(postgres, output));
        }
    }

    private static Configuration configuration(EmbeddedPostgres postgres, Path output) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(postgres.jdbcUrl())
                        .withUser(postgres.user())
                        .withPassword(postgres.password()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("storage")
                                .withIncludeRoutines(false)
                                .withExcludes("flyway_schema_history")
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("(?i:timestamp with time zone|timestamptz)")))
                        .withGenerate(new Generate().withRecords(false).withGlobalKeyReferences(false))
                        .withTarget(new Target()
                                .withPackageName("dev.orgstorage.persistence.jooq.generated")
                                .withDirectory(output.toString())));
    }

    private static String digest(Path self, Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Constants.FULL_VERSION.getBytes());
        digest.update(Files.readAllBytes(self));
        List<Path> files;
        try (Stream<Path> found = Files.list(migrations)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            digest.update(file.getFileName().toString().getBytes());
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
