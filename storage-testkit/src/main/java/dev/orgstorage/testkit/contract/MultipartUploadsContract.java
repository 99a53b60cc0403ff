package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectOrigin;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link MultipartUploads}. The bucket may be in use by others: every test keeps to keys of its own, and
 * removes what it uploaded.
 */
public interface MultipartUploadsContract extends BucketUnderTest {
    Duration PART_LIFE = Duration.ofHours(1);

    /**
     * Whether the bucket refuses parts of an upload that has ended, or is of another key, as it promises. One that keeps
     * them is for a single machine; nothing may come of them there, either.
     */
    default boolean refusesLateParts() {
        return true;
    }

    private MultipartUploads uploads() {
        return store().multipart();
    }

    @Test
    default void partsBecomeOneObjectThatIsAsItWasPromised() {
        byte[] whole = random(2 * (int) Parts.SMALLEST + 3);
        FileRecord file = file("Zoë 履歴書.bin", whole.length);
        UploadId upload = uploads().begin(file);
        for (int number : List.of(3, 1, 2)) {
            assertThat(sendPart(file, upload, number, partOf(whole, number)).status())
                    .isEqualTo(200);
        }
        assertThat(store().stat(file.key())).isEmpty();
        List<UploadedPart> there = uploads().parts(file.key(), upload).orElseThrow();
        assertThat(there).extracting(UploadedPart::number).containsExactly(1, 2, 3);
        assertThat(there).extracting(UploadedPart::size).containsExactly(Parts.SMALLEST, Parts.SMALLEST, 3L);

        uploads().complete(file.key(), upload, there);
        StoredObject seen = store().stat(file.key()).orElseThrow();
        assertThat(seen.metadata()).isEqualTo(ObjectMetadata.of(file));
        assertThat(ObjectMetadata.read(seen.metadata()))
                .contains(new ObjectOrigin(file.owner(), file.uploader(), file.name(), file.id(), null));
        assertThat(file.ready(seen, now()).isReady()).isTrue();
        SignedRequest download = store().signDownload(file, Disposition.ATTACHMENT, PART_LIFE);
        assertThat(send(download, new byte[0]).body()).isEqualTo(whole);
        store().delete(file.key());
    }

    @Test
    default void aCompletedUploadHasEndedAndCompletingItAgainChangesNothing() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        sendPart(file, upload, 1, "hello".getBytes(StandardCharsets.US_ASCII));
        List<UploadedPart> there = uploads().parts(file.key(), upload).orElseThrow();
        uploads().complete(file.key(), upload, there);
        StoredObject seen = store().stat(file.key()).orElseThrow();

        uploads().complete(file.key(), upload, there);
        assertThat(store().stat(file.key())).contains(seen);
        assertThat(uploads().parts(file.key(), upload)).isEmpty();
        requireRefused(sendPart(file, upload, 1, "HELLO".getBytes(StandardCharsets.US_ASCII)));
        store().delete(file.key());
        uploads().complete(file.key(), upload, there);
        assertThat(store().stat(file.key())).isEmpty();
    }

    @Test
    default void aPartOfAnotherLengthIsRefused() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        SignedRequest signed = uploads().signPart(file, upload, 1, 5, PART_LIFE);
        for (String other : List.of("hell", "hello!", "")) {
            assertThat(send(signed, other.getBytes(StandardCharsets.US_ASCII)).status())
                    .isEqualTo(403);
        }
        assertThat(uploads().parts(file.key(), upload)).contains(List.of());
        uploads().abortAll(file.key());
    }

    @Test
    default void aPartNeedsNoHeadersAndAUrlThatIsShortEnough() {
        FileRecord file = file("x".repeat(255), 5);
        UploadId upload = uploads().begin(file);
        SignedRequest signed = uploads().signPart(file, upload, Parts.MOST, 5, PART_LIFE);
        assertThat(signed.method()).isEqualTo("PUT");
        assertThat(signed.headers()).isEmpty();
        assertThat(signed.life()).isEqualTo(PART_LIFE);
        assertThat(signed.url().toString()).hasSizeLessThan(4096);
        assertThat(send(signed, "hello".getBytes(StandardCharsets.US_ASCII)).status())
                .isEqualTo(200);
        uploads().abortAll(file.key());
    }

    @Test
    default void aPartUrlIsRefusedAfterItsLife() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        SignedRequest signed =
                storeAt(now().minus(Duration.ofHours(2))).multipart().signPart(file, upload, 1, 5, PART_LIFE);
        assertThat(send(signed, "hello".getBytes(StandardCharsets.US_ASCII)).status())
                .isEqualTo(403);
        uploads().abortAll(file.key());
    }

    @Test
    default void aPartThatIsSentAgainReplacesTheOneBefore() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        sendPart(file, upload, 1, "HELLO".getBytes(StandardCharsets.US_ASCII));
        List<UploadedPart> before = uploads().parts(file.key(), upload).orElseThrow();
        sendPart(file, upload, 1, "hello".getBytes(StandardCharsets.US_ASCII));

        assertUnavailable(() -> uploads().complete(file.key(), upload, before));
        assertThat(store().stat(file.key())).isEmpty();
        uploads()
                .complete(
                        file.key(), upload, uploads().parts(file.key(), upload).orElseThrow());
        SignedRequest download = store().signDownload(file, Disposition.ATTACHMENT, PART_LIFE);
        assertThat(send(download, new byte[0]).body()).asString().isEqualTo("hello");
        store().delete(file.key());
    }

    @Test
    default void whatIsAbortedCanNeitherBeSentNorCompleted() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        UploadId another = uploads().begin(file);
        assertThat(another).isNotEqualTo(upload);
        sendPart(file, upload, 1, "hello".getBytes(StandardCharsets.US_ASCII));
        List<UploadedPart> there = uploads().parts(file.key(), upload).orElseThrow();
        uploads().abortAll(file.key());

        for (UploadId ended : List.of(upload, another)) {
            assertThat(uploads().parts(file.key(), ended)).isEmpty();
            requireRefused(sendPart(file, ended, 1, "hello".getBytes(StandardCharsets.US_ASCII)));
            uploads().complete(file.key(), ended, there);
        }
        assertThat(store().stat(file.key())).isEmpty();
        uploads().abortAll(file.key());
    }

    @Test
    default void abortingEndsNothingOfAnotherKeyAndRemovesNoObject() {
        FileRecord file = file("hello.txt", 5);
        FileRecord longer = withKey(file, new ObjectKey(file.key() + ".txt"));
        UploadId complete = uploads().begin(file);
        sendPart(file, complete, 1, "hello".getBytes(StandardCharsets.US_ASCII));
        uploads()
                .complete(
                        file.key(),
                        complete,
                        uploads().parts(file.key(), complete).orElseThrow());
        UploadId neighbour = uploads().begin(longer);
        uploads().abortAll(file.key());

        assertThat(store().stat(file.key())).isPresent();
        assertThat(uploads().parts(longer.key(), neighbour)).contains(List.of());
        uploads().abortAll(longer.key());
        store().delete(file.key());
    }

    @Test
    default void anUploadIsOfOneKey() {
        FileRecord file = file("hello.txt", 5);
        FileRecord other = file("other.txt", 5);
        UploadId upload = uploads().begin(file);
        byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
        sendPart(file, upload, 1, body);
        assertThat(uploads().parts(other.key(), upload)).isEmpty();
        if (refusesLateParts()) {
            requireRefused(sendPart(other, upload, 1, body));
            uploads()
                    .complete(
                            other.key(),
                            upload,
                            uploads().parts(file.key(), upload).orElseThrow());
        }
        assertThat(Stream.of(file, other).map(each -> store().stat(each.key()))).allMatch(Optional::isEmpty);
        uploads().abortAll(file.key());
    }

    @Test
    default void unfinishedUploadsAreNotListedAsObjects() {
        FileRecord file = file("hello.txt", 5);
        UploadId upload = uploads().begin(file);
        sendPart(file, upload, 1, "hello".getBytes(StandardCharsets.US_ASCII));
        String prefix = ObjectKey.prefixOf(file.owner());
        assertThat(store().list(prefix, null, 10).entries()).isEmpty();
        uploads().abortAll(file.key());
        assertThat(store().list(prefix, null, 10).entries()).isEmpty();
    }

    @Test
    default void thereIsNoPartZeroAndNoneBeyondTheMost() {
        FileRecord file = file("hello.txt", 5);
        for (int number : List.of(-1, 0, Parts.MOST + 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> uploads().signPart(file, new UploadId("x"), number, 5, PART_LIFE));
        }
    }

    @Test
    default void whileTheBucketDoesNotAnswerPartsAreStillSigned() {
        FileRecord file = file("hello.txt", 5);
        MultipartUploads none = unreachable().multipart();
        UploadId upload = new UploadId("an-upload");
        assertThat(none.signPart(file, upload, 1, 5, PART_LIFE).url()).isNotNull();
        assertUnavailable(() -> none.begin(file));
        assertUnavailable(() -> none.parts(file.key(), upload));
        assertUnavailable(() -> none.complete(file.key(), upload, List.of(new UploadedPart(1, 5, "etag"))));
        assertUnavailable(() -> none.abortAll(file.key()));
    }

    private void requireRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(refusesLateParts() ? 404 : 200);
    }

    private Answer sendPart(FileRecord file, UploadId upload, int number, byte[] body) {
        return send(uploads().signPart(file, upload, number, body.length, PART_LIFE), body);
    }

    private FileRecord file(String name, long size) {
        Caller someone = Caller.personal(new UserId("parts|" + Long.toHexString(new SecureRandom().nextLong())));
        return new Samples(now(), new SecureRandom())
                .pending(someone, name, new Content(new MediaType("application/x-test"), size));
    }

    private static FileRecord withKey(FileRecord file, ObjectKey key) {
        return new FileRecord(
                file.id(),
                key,
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }

    private static byte[] partOf(byte[] whole, int number) {
        int from = (number - 1) * (int) Parts.SMALLEST;
        return Arrays.copyOfRange(whole, from, Math.min(whole.length, from + (int) Parts.SMALLEST));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StorageException.Unavailable.class);
    }
}
