package dev.orgstorage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The data folder of one PostgreSQL, and the password of its superuser: none when any local user may come in. */
record PostgresCluster(Path data, String password) {

    static final String USER = "postgres";

    private static final String PASSWORD_FILE = "orgstorage.password";

    static PostgresCluster at(Path data, PostgresPrograms programs, Launcher launcher, Durability durability) {
        try {
            Path folder = data.toAbsolutePath().normalize();
            launcher.requireReach(Folders.createParent(folder));
            if (Folders.isEmpty(folder)) {
                create(folder, programs, launcher, durability);
            } else if (!Files.exists(folder.resolve("PG_VERSION"))) {
                throw new EmbeddedException(
                        folder + " holds something else than a database: choose an empty or a new folder");
            }
            launcher.own(folder);
            return new PostgresCluster(folder.toRealPath(), passwordIn(folder));
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the database folder " + data + " cannot be used: make it one that this user may write to", e);
        }
    }

    static String passwordIn(Path data) throws IOException {
        Path password = data.resolve(PASSWORD_FILE);
        return Files.exists(password) ? Files.readString(password).strip() : "";
    }

    private static void create(Path data, PostgresPrograms programs, Launcher launcher, Durability durability)
            throws IOException {
        Folders.deleteDraftsOf(data, Instant.MAX);
        Path draft = Folders.draftOf(data);
        try {
            Path fresh = draft.resolve("data");
            List<String> command = new ArrayList<>(List.of(
                    programs.named("initdb").toString(), "--pgdata=" + fresh, "--username=" + USER, "--encoding=UTF8"));
            command.addAll(programs.locale());
            Path password = draft.resolve(PASSWORD_FILE);
            switch (durability) {
                case DURABLE -> {
                    writeNewPassword(password);
                    command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password));
                }
                case DISPOSABLE -> command.addAll(List.of("--auth=trust", "--no-sync"));
            }
            launcher.own(draft);
            if (Files.exists(password)) {
                launcher.own(password);
            }
            run(launcher.command(command), data);
            if (Files.exists(password)) {
                Files.move(password, fresh.resolve(PASSWORD_FILE));
            }
            if (!Folders.publish(fresh, data)) {
                throw new EmbeddedException(data + " was filled by another process meanwhile: give each its own");
            }
        } finally {
            Folders.delete(draft);
        }
    }

    private static void writeNewPassword(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private static void run(ProcessBuilder initdb, Path data) throws IOException {
        Process process = initdb.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new EmbeddedException("no database could be created in " + data + ":\n" + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while creating the database in " + data, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
