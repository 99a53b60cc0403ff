package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A storage on the fakes, and some people: Ann and Bob, both at Acme; Ann at Globex as well. */
final class Scene {
    static final UserId ANN = new UserId("auth0|ann");
    static final UserId BOB = new UserId("auth0|bob");
    static final OrganizationId ACME = new OrganizationId("org_acme");
    static final Caller ANN_ALONE = Caller.personal(ANN);
    static final Caller BOB_ALONE = Caller.personal(BOB);
    static final Caller ANN_AT_ACME = Caller.in(ACME, ANN, Role.MEMBER);
    static final Caller BOB_AT_ACME = Caller.in(ACME, BOB, Role.MEMBER);
    static final Caller ANN_AT_GLOBEX = Caller.in(new OrganizationId("org_globex"), ANN, Role.OWNER);

    /** An organization that happens to have the same id as Ann. */
    static final Caller BOB_AT_ANN = Caller.in(new OrganizationId(ANN.value()), BOB, Role.OWNER);

    static final List<Caller> EVERYBODY =
            List.of(ANN_ALONE, BOB_ALONE, ANN_AT_ACME, BOB_AT_ACME, ANN_AT_GLOBEX, BOB_AT_ANN);
    static final Duration LIFE = Duration.ofMinutes(5);

    final SettableClock clock = new SettableClock(Instant.parse("2026-10-25T00:59:59.999999Z"));
    final InMemoryFileRecords records = new InMemoryFileRecords(clock);
    final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    final Storage storage = Storage.over(records, records.tombstones(), objects)
            .with(clock, new FileIds(clock, new Random(20_261_025)));

    /** The same storage, as it is when this happens between its first look at the bucket and what it makes of it. */
    Storage afterTheLook(Runnable event) {
        Faults faults = new Faults(Fault.after(look -> event.run()).on(ObjectStore.class, "stat", 1));
        return Storage.over(records, records.tombstones(), faults.around(ObjectStore.class, objects))
                .with(clock, new FileIds(clock, new Random(1)));
    }

    static byte[] hello() {
        return "hello world".getBytes(StandardCharsets.UTF_8);
    }

    /** Promises {@code hello.txt} of eleven bytes, a millisecond after whatever was before. */
    SignedFile start(Caller caller) {
        return start(caller, "hello.txt");
    }

    SignedFile start(Caller caller, String name) {
        clock.advance(Duration.ofMillis(1));
        return storage.startUpload(caller, new FileName(name), new Content(new MediaType("text/plain"), 11));
    }

    /** A file that is in the bucket, which nobody has told the storage yet. */
    FileRecord upload(Caller caller) {
        SignedFile started = start(caller);
        assertThat(objects.send(started.request(), hello()).status()).isEqualTo(200);
        return started.file();
    }

    FileRecord ready(Caller caller) {
        return storage.completeUpload(caller, upload(caller).id());
    }

    /** A pending file whose object is another than the one promised. */
    FileRecord altered(Caller caller, String type, String body) {
        FileRecord file = start(caller).file();
        objects.put(file.key(), type, body.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    SignedFile open(Caller caller, FileRef ref) {
        return storage.openDownload(caller, ref, Disposition.ATTACHMENT, LIFE);
    }

    List<FileRecord> listed(Caller caller) {
        return storage.listFiles(caller, FileQuery.newest(100)).files();
    }

    Optional<Tombstone> tombstone(FileRecord file) {
        return records.tombstones().find(file.owner(), file.id());
    }

    boolean inBucket(FileRecord file) {
        return objects.stat(file.key()).isPresent();
    }

    boolean recorded(FileRecord file) {
        return records.find(file.owner(), file.id()).isPresent();
    }

    /** Asserts that the record is what it was, whatever was attempted. */
    void unchanged(FileRecord file) {
        assertThat(records.find(file.owner(), file.id())).contains(file);
        assertThat(tombstone(file)).isEmpty();
    }

    /** An id that was never given to a file. */
    static FileId unknownId() {
        return new FileIds(() -> Instant.EPOCH, new Random(1)).next();
    }

    /** Asserts that the answer is the one to an unknown file, to the letter. */
    static void notFound(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isExactlyInstanceOf(StorageException.NotFound.class)
                .hasMessage(new StorageException.NotFound().getMessage())
                .hasNoCause();
    }
}
