package dev.orgstorage.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java, compiled and run. */
class ReadmeExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));

    @Test
    void everyExampleOfTheReadmeStandsHere() throws IOException {
        String here = plain(Files.readString(
                ROOT.resolve("storage-http-javalin/src/test/java/dev/orgstorage/readme/ReadmeExamplesTest.java")));
        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> plain(block.substring("```java".length(), block.length() - "```".length())))
                .toList();
        assertThat(examples).hasSize(4).allSatisfy(example -> assertThat(here).contains(example));
    }

    @Test
    void embeddedInAService() {
        InMemoryFileRecords fakes = new InMemoryFileRecords(InstantSource.system());
        InMemoryObjectStore bucket = new InMemoryObjectStore(InstantSource.system());
        embed(fakes, fakes.tombstones(), prompt(fakes, bucket));
    }

    private static void embed(FileRecords records, Tombstones tombstones, ObjectStore objects) {
        Storage storage = Storage.over(records, tombstones, objects)
                .with(UploadLimits.upTo(10 << 20, "image/*")); // images only, 10 MB

        Caller ann = Caller.in(new OrganizationId("acme"), new UserId("ann"), Role.MEMBER);
        Content logo = new Content(new MediaType("image/png"), 70_000);
        SignedFile upload = storage.startUpload(ann, new FileName("logo.png"), logo);
        // The client sends the bytes with upload.request(); then:
        FileRecord file = storage.completeUpload(ann, upload.file().id());
        SignedFile download = storage.openDownload(ann, file.id(), Disposition.INLINE, Duration.ofMinutes(5));

        assertThat(download.request().method()).isEqualTo("GET");
        Content film = new Content(new MediaType("video/mp4"), 1);
        assertThatThrownBy(() -> storage.startUpload(ann, new FileName("film.mp4"), film))
                .isInstanceOf(StorageException.TypeNotAllowed.class);
    }

    @Test
    void mountedInAJavalin() {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        InMemoryFileRecords records = new InMemoryFileRecords(clock);
        Storage storage = Storage.over(records, records.tombstones(), new InMemoryObjectStore(clock));

        Authenticator sessions = request -> Principal.in(
                new OrganizationId(request.sessionAttribute("organization")),
                new UserId(request.sessionAttribute("user")),
                Role.MEMBER);
        Javalin javalin = Javalin.create(config -> new StorageApi(storage, sessions).mount(config));

        assertThat(javalin).isNotNull();
    }

    @Test
    void underAPolicyOfOnesOwn() {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        InMemoryFileRecords records = new InMemoryFileRecords(clock);
        Storage storage = Storage.over(records, records.tombstones(), new InMemoryObjectStore(clock))
                .with(clock, new FileIds(clock, new Random(1)));

        AccessPolicy standard = AccessPolicy.standard();
        AccessPolicy contractsStay = (caller, action, owner, file) -> standard.permits(caller, action, owner, file)
                && (action != Action.DELETE
                        || file == null
                        || caller.role() == Role.OWNER
                        || !file.content().type().in("application/pdf"));
        Storage careful = storage.with(contractsStay); // only owners delete a PDF

        Caller admin = Caller.in(new OrganizationId("acme"), new UserId("ann"), Role.ADMIN);
        Content pdf = new Content(new MediaType("application/pdf"), 1);
        FileRecord contract =
                careful.startUpload(admin, new FileName("contract.pdf"), pdf).file();
        assertThatThrownBy(() -> careful.deleteFile(admin, contract.id()))
                .isInstanceOf(StorageException.Forbidden.class);
        careful.deleteFile(Caller.in(new OrganizationId("acme"), new UserId("bob"), Role.OWNER), contract.id());
        assertThat(records.all()).isEmpty();
    }

    @Test
    void testedAgainstFakes() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
        InMemoryFileRecords records = new InMemoryFileRecords(clock);
        InMemoryObjectStore bucket = new InMemoryObjectStore(clock);
        Storage storage =
                Storage.over(records, records.tombstones(), bucket).with(clock, new FileIds(clock, new Random(1)));

        Caller ann = Caller.personal(new UserId("ann"));
        Content text = new Content(new MediaType("text/plain"), 5);
        SignedFile upload = storage.startUpload(ann, new FileName("hello.txt"), text);
        assertThat(bucket.send(upload.request(), "HELLO!".getBytes(UTF_8)).status())
                .isEqualTo(403); // not the promised length
        assertThat(bucket.send(upload.request(), "hello".getBytes(UTF_8)).status())
                .isEqualTo(200);
        assertThat(storage.listFiles(ann, FileQuery.newest(10)).files()).hasSize(1);
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    /** The bucket of a client who sends what was promised just before somebody looks. */
    private static ObjectStore prompt(InMemoryFileRecords records, InMemoryObjectStore bucket) {
        Fault sending = Fault.before(look -> records.all().forEach(file -> {
            byte[] bytes = new byte[Math.toIntExact(file.content().size())];
            bucket.put(file.key(), file.content().type().value(), bytes);
        }));
        return new Faults(sending.on(ObjectStore.class, "stat", 1)).around(ObjectStore.class, bucket);
    }
}
