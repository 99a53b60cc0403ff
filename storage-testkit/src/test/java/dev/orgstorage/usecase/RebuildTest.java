package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From the bucket alone, all records are made anew. */
class RebuildTest {
    private static final List<String> HARD_IDS = List.of(
            "ann", "auth0|6f12", "a/b", "..", "100%25", "ü 履 🦊", "sha256=0123", "o".repeat(255), "|".repeat(255));

    private final Scene scene = new Scene();
    private final Random random = new Random(40);

    @Test
    void everyReadyRecordComesBackAsItWasUploaded() {
        List<Caller> callers = callers();
        for (int i = 0; i < 1_500; i++) {
            upload(callers.get(random.nextInt(callers.size())));
        }
        List<FileRecord> before = scene.records.all();
        assertThat(before).hasSizeGreaterThan(1_000);
        InMemoryFileRecords anew = new InMemoryFileRecords(scene.clock);
        ImportObjects importing =
                new ImportObjects(scene.objects, anew.ledger(), new FileIds(scene.clock, new Random(41)));
        assertThat(Imports.all(importing)).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(anew.all().stream().map(RebuildTest::asUploaded).toList())
                .isEqualTo(before.stream().map(RebuildTest::asUploaded).toList());
        List<FileRecord> rebuilt = anew.all();
        assertThat(Imports.all(importing)).allMatch(result -> result.outcome() == Outcome.ALREADY_THERE);
        assertThat(anew.all()).isEqualTo(rebuilt);
    }

    /** A file under a hard name; sometimes with a checksum, seen late, or deleted again. */
    private void upload(Caller caller) {
        scene.clock.advance(Duration.ofNanos(random.nextLong(3_000_000_000L)));
        byte[] bytes = new byte[random.nextInt(30)];
        Sha256 checksum = random.nextBoolean() ? sha256(bytes) : null;
        FileName name = new FileName(Samples.HARD_NAMES.get(random.nextInt(Samples.HARD_NAMES.size())));
        SignedFile started = scene.storage.startUpload(
                caller, name, new Content(new MediaType("image/x-" + random.nextInt(9)), bytes.length, checksum));
        scene.clock.advance(Duration.ofMillis(random.nextInt(5_000)));
        assertThat(scene.objects.send(started.request(), bytes).status()).isEqualTo(200);
        scene.clock.advance(Duration.ofMillis(random.nextInt(5_000)));
        scene.storage.completeUpload(caller, started.file().id());
        if (random.nextInt(5) == 0) {
            scene.storage.deleteFile(caller, started.file().id());
        }
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (String user : HARD_IDS) {
            callers.add(Caller.personal(new UserId(user)));
            for (String organization : HARD_IDS) {
                callers.add(Caller.in(new OrganizationId(organization), new UserId(user), Role.OWNER));
            }
        }
        return callers;
    }

    /** Without when it was seen to be ready, which the bucket does not know. */
    private static FileRecord asUploaded(FileRecord file) {
        String etag = ((FileState.Ready) file.state()).etag();
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                new FileState.Ready(etag, file.createdAt()),
                file.createdAt(),
                file.createdAt());
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
