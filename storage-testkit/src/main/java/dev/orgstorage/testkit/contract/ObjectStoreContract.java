package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectOrigin;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Digests;
import dev.orgstorage.testkit.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link ObjectStore}. The bucket may be in use by others: every test keeps to keys of owners of its
 * own, and removes what it uploaded.
 */
public interface ObjectStoreContract extends BucketUnderTest {
    Duration LIFE = Duration.ofMinutes(10);

    @Test
    default void anUploadedObjectIsSeenAsItWasPromised() {
        FileRecord file = pending("hello.txt");
        assertThat(upload(file, hello()).status()).isEqualTo(200);

        StoredObject seen = store().stat(file.key()).orElseThrow();
        assertThat(seen.key()).isEqualTo(file.key());
        assertThat(seen.size()).isEqualTo(11);
        assertThat(seen.type()).isEqualTo("text/plain");
        assertThat(seen.etag()).isNotEmpty().doesNotContain("\"");
        assertThat(Duration.between(seen.modified(), now()).abs()).isLessThan(Duration.ofMinutes(5));
        assertThat(file.ready(seen, now()).isReady()).isTrue();
        store().delete(file.key());
    }

    @Test
    default void anEmptyFileIsAFile() {
        FileRecord file = samples().pending(caller(), "empty", new Content(MediaType.BYTES, 0));
        assertThat(upload(file, new byte[0]).status()).isEqualTo(200);
        assertThat(store().stat(file.key()).orElseThrow().size()).isZero();
        assertThat(download(file).body()).isEmpty();
        store().delete(file.key());
    }

    @Test
    default void theObjectCarriesWhatItsRecordCanBeMadeFrom() {
        for (String name : Samples.HARD_NAMES) {
            FileRecord file = samples().pending(hardCaller(), name, checked());
            assertThat(upload(file, hello()).status()).as(name).isEqualTo(200);

            StoredObject seen = store().stat(file.key()).orElseThrow();
            assertThat(ObjectMetadata.read(seen.metadata()))
                    .contains(new ObjectOrigin(
                            file.owner(),
                            file.uploader(),
                            file.name(),
                            file.id(),
                            file.content().checksum()));
            assertThat(seen.metadata()).isEqualTo(ObjectMetadata.of(file));
            store().delete(file.key());
        }
    }

    @Test
    default void aBodyOfAnotherLengthIsRefused() {
        FileRecord file = pending("hello.txt");
        assertThat(upload(file, bytes("hello worl")).status()).isEqualTo(403);
        assertThat(upload(file, bytes("hello world!")).status()).isEqualTo(403);
        assertThat(upload(file, new byte[0]).status()).isEqualTo(403);
        assertThat(store().stat(file.key())).isEmpty();
    }

    @Test
    default void aHeaderChangedOrLeftOutIsRefused() {
        FileRecord file = pending("hello.txt");
        SignedRequest signed = store().signUpload(file, LIFE);
        assertThat(signed.headers()).containsKeys("Content-Type", "If-None-Match", "x-amz-meta-owner");
        for (String name : signed.headers().keySet()) {
            Map<String, String> less = new HashMap<>(signed.headers());
            less.remove(name);
            assertThat(send(with(signed, less), hello()).status())
                    .as("without " + name)
                    .isEqualTo(403);

            Map<String, String> changed = new HashMap<>(signed.headers());
            changed.put(name, "text/html");
            assertThat(send(with(signed, changed), hello()).status())
                    .as("other " + name)
                    .isEqualTo(403);
        }
        assertThat(store().stat(file.key())).isEmpty();
    }

    @Test
    default void aSignedRequestIsGoodForOneKeyAndOneMethodAlone() {
        FileRecord file = pending("hello.txt");
        FileRecord other = pending("hello.txt");
        SignedRequest signed = store().signUpload(file, LIFE);
        URI elsewhere = URI.create(
                signed.url().toString().replace(file.id().toString(), other.id().toString()));
        assertThat(send(new SignedRequest("PUT", elsewhere, signed.headers(), LIFE), hello())
                        .status())
                .isEqualTo(403);
        assertThat(send(new SignedRequest("GET", signed.url(), signed.headers(), LIFE), hello())
                        .status())
                .isEqualTo(403);
        assertThat(store().stat(file.key())).isEmpty();
        assertThat(store().stat(other.key())).isEmpty();
    }

    @Test
    default void whatIsThereCannotBeReplaced() {
        FileRecord file = pending("hello.txt");
        SignedRequest signed = store().signUpload(file, LIFE);
        assertThat(send(signed, hello()).status()).isEqualTo(200);
        assertThat(send(signed, bytes("HELLO WORLD")).status()).isEqualTo(412);
        assertThat(download(file).body()).isEqualTo(hello());
        store().delete(file.key());
    }

    @Test
    default void ofTwentyUploadsAtOnceOneIsTaken() throws Exception {
        FileRecord file = pending("hello.txt");
        SignedRequest signed = store().signUpload(file, LIFE);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> client = () -> send(signed, hello()).status();
            for (Future<Integer> status : clients.invokeAll(Collections.nCopies(20, client))) {
                statuses.add(status.get());
            }
        }
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        store().delete(file.key());
    }

    @Test
    default void aPromisedChecksumIsCheckedAndKept() {
        FileRecord file = samples().pending(caller(), "hello.txt", checked());
        assertThat(upload(file, bytes("HELLO WORLD")).status()).isBetween(400, 403);
        assertThat(store().stat(file.key())).isEmpty();

        assertThat(upload(file, hello()).status()).isEqualTo(200);
        assertThat(store().stat(file.key()).orElseThrow().checksum())
                .isEqualTo(file.content().checksum());
        store().delete(file.key());
    }

    @Test
    default void aSignedRequestDiesWithItsLife() {
        FileRecord file = pending("hello.txt");
        ObjectStore anHourAgo = storeAt(now().minus(Duration.ofHours(1)));
        assertThat(send(anHourAgo.signUpload(file, Duration.ofMinutes(50)), hello())
                        .status())
                .isEqualTo(403);
        assertThat(store().stat(file.key())).isEmpty();

        assertThat(send(anHourAgo.signUpload(file, Duration.ofMinutes(90)), hello())
                        .status())
                .isEqualTo(200);
        SignedRequest late = anHourAgo.signDownload(file, Disposition.ATTACHMENT, Duration.ofMinutes(50));
        assertThat(send(late, new byte[0]).status()).isEqualTo(403);
        store().delete(file.key());
    }

    @Test
    default void aLifeBelowASecondOrAboveSevenDaysCannotBeSigned() {
        FileRecord file = pending("hello.txt");
        assertThatThrownBy(() -> store().signUpload(file, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().signDownload(
                                file, Disposition.INLINE, Duration.ofDays(7).plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void aDownloadIsTheBytesUnderTheFilesOwnName() {
        for (String name : Samples.HARD_NAMES) {
            FileRecord file = samples().pending(hardCaller(), name);
            upload(file, hello());

            Answer answer = download(file);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(hello());
            assertThat(answer.header("content-disposition"))
                    .contains(ContentDisposition.of(Disposition.ATTACHMENT, file.name()));
            assertThat(answer.header("content-type")).contains("text/plain");
            store().delete(file.key());
        }
    }

    @Test
    default void onlyWhatIsSafeIsShownInPlace() {
        assertThat(shownInPlace("picture.png", "image/png")).startsWith("inline");
        assertThat(shownInPlace("page.html", "text/html")).startsWith("attachment");
        assertThat(shownInPlace("drawing.svg", "image/svg+xml")).startsWith("attachment");
    }

    @Test
    default void whatABrowserMightRunIsServedAsPlainBytes() {
        for (String type : List.of("text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript")) {
            FileRecord file = samples().pending(caller(), "x", new Content(new MediaType(type), 11));
            upload(file, hello());
            assertThat(download(file).header("content-type")).as(type).contains("application/octet-stream");
            store().delete(file.key());
        }
    }

    @Test
    default void aUrlStaysBelowFourKilobytesHoweverLongItsPartsAre() {
        Caller longest = Caller.in(new OrganizationId("|".repeat(66)), new UserId("履".repeat(255)), Role.MEMBER);
        Content content = new Content(new MediaType("application/x" + "^".repeat(126)), 11, Digests.sha256(hello()));
        for (String name : Samples.LONG_NAMES) {
            FileRecord file = samples().pending(longest, name, content);
            FileRecord adopted = withKey(file, new ObjectKey("ü".repeat(512)));
            for (FileRecord each : List.of(file, adopted)) {
                SignedRequest upload = store().signUpload(each, Duration.ofDays(7));
                SignedRequest download = store().signDownload(each, Disposition.ATTACHMENT, Duration.ofDays(7));
                assertThat(upload.url().toString()).as(name).hasSizeLessThan(4096);
                assertThat(download.url().toString()).as(name).hasSizeLessThan(4096);
            }
        }
    }

    @Test
    default void signedRequestsKeepTheirSecretToThemselves() {
        SignedRequest signed = store().signUpload(pending("hello.txt"), LIFE);
        assertThat(signed.toString()).doesNotContain(signed.url().getQuery());
    }

    @Test
    default void whatIsNotThereIsEmptyToLookAtAndFineToDelete() {
        FileRecord file = pending("hello.txt");
        assertThat(store().stat(file.key())).isEmpty();
        assertThat(download(file).status()).isEqualTo(404);
        store().delete(file.key());

        upload(file, hello());
        store().delete(file.key());
        store().delete(file.key());
        assertThat(store().stat(file.key())).isEmpty();
        assertThat(download(file).status()).isEqualTo(404);
    }

    @Test
    default void theStartOfAnObjectIsItsFirstBytes() {
        FileRecord file = pending("hello.txt");
        upload(file, hello());
        String etag = store().stat(file.key()).orElseThrow().etag();
        assertThat(store().readStart(file.key(), etag, 1)).contains(bytes("h"));
        assertThat(store().readStart(file.key(), etag, 5)).contains(bytes("hello"));
        assertThat(store().readStart(file.key(), etag, 11)).contains(hello());
        assertThat(store().readStart(file.key(), etag, 1 << 16)).contains(hello());
        store().delete(file.key());
    }

    @Test
    default void ofALargeObjectNoMoreIsReadThanAskedFor() {
        byte[] large = new byte[200_000];
        new Random(1).nextBytes(large);
        FileRecord file = samples().pending(caller(), "large", new Content(MediaType.BYTES, large.length));
        upload(file, large);
        String etag = store().stat(file.key()).orElseThrow().etag();
        assertThat(store().readStart(file.key(), etag, 1 << 16)).contains(Arrays.copyOf(large, 1 << 16));
        assertThat(store().readStart(file.key(), etag, 4096)).contains(Arrays.copyOf(large, 4096));
        store().delete(file.key());
    }

    @Test
    default void theStartOfAnEmptyObjectIsEmpty() {
        FileRecord file = samples().pending(caller(), "empty", new Content(MediaType.BYTES, 0));
        upload(file, new byte[0]);
        String etag = store().stat(file.key()).orElseThrow().etag();
        assertThat(store().readStart(file.key(), etag, 4096)).contains(new byte[0]);
        assertThat(store().readStart(file.key(), "0".repeat(32), 4096)).isEmpty();
        store().delete(file.key());
    }

    @Test
    default void ofAnObjectThatIsNotThereOrAnotherNowNothingIsRead() {
        FileRecord file = pending("hello.txt");
        assertThat(store().readStart(file.key(), "0".repeat(32), 10)).isEmpty();

        upload(file, hello());
        String before = store().stat(file.key()).orElseThrow().etag();
        store().delete(file.key());
        upload(file, bytes("HELLO WORLD"));
        String after = store().stat(file.key()).orElseThrow().etag();
        assertThat(store().readStart(file.key(), before, 10)).isEmpty();
        assertThat(store().readStart(file.key(), after, 5)).contains(bytes("HELLO"));
        store().delete(file.key());
    }

    @Test
    default void aStartHasOneToSixtyFourKilobytes() {
        ObjectKey key = pending("hello.txt").key();
        for (int atMost : new int[] {0, -1, (1 << 16) + 1}) {
            assertThatThrownBy(() -> store().readStart(key, "etag", atMost))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void ofManyObjectsThoseGivenAreRemovedAndNothingElse() {
        FileRecord first = pending("first.txt");
        FileRecord second = pending("second.txt");
        FileRecord neighbour = withKey(pending("third.txt"), new ObjectKey(first.key() + "x"));
        Stream.of(first, second, neighbour).forEach(file -> upload(file, hello()));

        assertThat(store().deleteAll(List.of(first.key(), second.key()))).isEmpty();
        assertThat(store().stat(first.key())).isEmpty();
        assertThat(store().stat(second.key())).isEmpty();
        assertThat(store().stat(neighbour.key())).isPresent();
        store().delete(neighbour.key());
    }

    @Test
    default void objectsThatAreNotThereAreFineToRemoveAmongOthers() {
        FileRecord there = pending("there.txt");
        upload(there, hello());
        List<ObjectKey> keys = List.of(
                pending("a").key(), there.key(), there.key(), pending("b").key());
        assertThat(store().deleteAll(keys)).isEmpty();
        assertThat(store().stat(there.key())).isEmpty();
        assertThat(store().deleteAll(keys)).isEmpty();
    }

    @Test
    default void aThousandObjectsAreRemovedAtOnce() {
        Samples samples = samples();
        Caller caller = samples.member();
        List<FileRecord> files =
                Stream.generate(() -> samples.pending(caller)).limit(1000).toList();
        List<FileRecord> there = IntStream.iterate(0, i -> i < 1000, i -> i + 111)
                .mapToObj(files::get)
                .toList();
        there.forEach(file -> upload(file, hello()));
        String prefix = ObjectKey.prefixOf(caller.context());
        assertThat(store().list(prefix, null, 1000).entries()).hasSameSizeAs(there);

        assertThat(store().deleteAll(files.stream().map(FileRecord::key).toList()))
                .isEmpty();
        assertThat(store().list(prefix, null, 1000).entries()).isEmpty();
    }

    @Test
    default void noneOrMoreThanAThousandObjectsCannotBeRemovedAtOnce() {
        FileRecord file = pending("hello.txt");
        upload(file, hello());
        assertThatThrownBy(() -> store().deleteAll(List.of())).isInstanceOf(IllegalArgumentException.class);
        List<ObjectKey> tooMany = Collections.nCopies(1001, file.key());
        assertThatThrownBy(() -> store().deleteAll(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store().stat(file.key())).isPresent();
        store().delete(file.key());
    }

    @Test
    default void aListingIsInOrderOfBytesAndGoesOnWhereItEnded() {
        Caller caller = samples().member();
        Samples samples = samples();
        List<FileRecord> files = Stream.of("b", "A", "a b", "ä", "a-b", "Z", "0")
                .map(name -> samples.pending(caller, name))
                .toList();
        files.forEach(file -> upload(file, hello()));
        String prefix = ObjectKey.prefixOf(caller.context());

        List<ObjectKey> seen = new ArrayList<>();
        ObjectPage page = store().list(prefix, null, 3);
        while (page.more()) {
            assertThat(page.entries()).hasSize(3);
            page.entries().forEach(entry -> seen.add(entry.key()));
            page = store().list(prefix, seen.getLast(), 3);
        }
        page.entries().forEach(entry -> seen.add(entry.key()));

        assertThat(seen)
                .containsExactlyElementsOf(
                        files.stream().map(FileRecord::key).sorted().toList());
        ObjectPage.Entry entry = page.entries().getFirst();
        StoredObject object = store().stat(entry.key()).orElseThrow();
        assertThat(entry.size()).isEqualTo(object.size());
        assertThat(entry.etag()).isEqualTo(object.etag());
        seen.forEach(store()::delete);
        assertThat(store().list(prefix, null, 1000)).isEqualTo(new ObjectPage(List.of(), false));
    }

    @Test
    default void aPageHasOneToAThousandObjects() {
        for (int limit : new int[] {0, -1, 1001}) {
            assertThatThrownBy(() -> store().list("", null, limit)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void aPrefixDoesNotTakeInItsNeighbour() {
        OrganizationId organization = samples().organization();
        FileRecord mine = samples().pending(Caller.in(organization, samples().user(), Role.MEMBER));
        OrganizationId neighbour = new OrganizationId(organization + "b");
        FileRecord theirs = samples().pending(Caller.in(neighbour, samples().user(), Role.MEMBER));
        upload(mine, hello());
        upload(theirs, hello());
        assertThat(store().list(ObjectKey.prefixOf(mine.owner()), null, 10).entries())
                .extracting(ObjectPage.Entry::key)
                .containsExactly(mine.key());
        store().delete(mine.key());
        store().delete(theirs.key());
    }

    @Test
    default void aBucketThatDoesNotAnswerIsUnavailableButSigningGoesOn() {
        FileRecord file = pending("hello.txt");
        assertThatThrownBy(() -> unreachable().stat(file.key())).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> unreachable().readStart(file.key(), "etag", 1))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> unreachable().delete(file.key())).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> unreachable().deleteAll(List.of(file.key())))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> unreachable().list("", null, 1)).isInstanceOf(StorageException.Unavailable.class);
        assertThat(unreachable().signUpload(file, LIFE).method()).isEqualTo("PUT");
        assertThat(unreachable().signDownload(file, Disposition.INLINE, LIFE).method())
                .isEqualTo("GET");
    }

    private Samples samples() {
        return new Samples(now(), new SecureRandom());
    }

    private Caller caller() {
        return samples().member();
    }

    private static Caller hardCaller() {
        return Caller.in(
                new OrganizationId("Zoë & 株式会社 / 100% | ../.."), new UserId("auth0|ü@example.com"), Role.MEMBER);
    }

    private FileRecord pending(String name) {
        return samples().pending(caller(), name);
    }

    private Answer upload(FileRecord file, byte[] body) {
        return send(store().signUpload(file, LIFE), body);
    }

    private Answer download(FileRecord file) {
        return send(store().signDownload(file, Disposition.ATTACHMENT, LIFE), new byte[0]);
    }

    private String shownInPlace(String name, String type) {
        FileRecord file = samples().pending(caller(), name, new Content(new MediaType(type), 11));
        upload(file, hello());
        Answer answer = send(store().signDownload(file, Disposition.INLINE, LIFE), new byte[0]);
        store().delete(file.key());
        return answer.header("content-disposition").orElseThrow();
    }

    private static Content checked() {
        return new Content(new MediaType("text/plain"), 11, Digests.sha256(hello()));
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

    private static SignedRequest with(SignedRequest signed, Map<String, String> headers) {
        return new SignedRequest(signed.method(), signed.url(), headers, signed.life());
    }

    private static byte[] hello() {
        return bytes("hello world");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
