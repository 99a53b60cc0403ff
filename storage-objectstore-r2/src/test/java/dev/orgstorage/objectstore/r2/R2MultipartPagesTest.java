package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.objectstore.r2.CannedBucket.Asked;
import dev.orgstorage.objectstore.r2.CannedBucket.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3 lists a thousand parts, and a thousand uploads, at a time. */
@Timeout(60)
class R2MultipartPagesTest {
    private static final int PAGE = 1000;
    private static final int PARTS = 2500;
    private static final int UPLOADS = 1500;
    private static final ObjectKey KEY = new ObjectKey("uploads/users/ann/a file + more");
    private static final UploadId UPLOAD = new UploadId("2~an+upload/id=");
    private static final List<String> NEIGHBOURS = List.of(KEY + "x", KEY + "/", KEY + "%20");

    @Test
    void allPartsAreToldAndCompleted() throws Exception {
        try (CannedBucket bucket = CannedBucket.answering(R2MultipartPagesTest::ofParts);
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            List<UploadedPart> parts = store.multipart().parts(KEY, UPLOAD).orElseThrow();
            assertThat(parts)
                    .extracting(UploadedPart::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, PARTS).boxed().toList());
            assertThat(bucket.methods()).containsExactly("GET", "GET", "GET");
            assertThat(bucket.asked())
                    .allMatch(asked -> UPLOAD.value().equals(asked.query().get("uploadId")));

            store.multipart().complete(KEY, UPLOAD, parts);
            assertThat(bucket.asked().getLast().body().split("<Part>", -1)).hasSize(PARTS + 1);
        }
    }

    /** One in seven is of the key, wherever it comes; all others begin like it. */
    @Test
    void allUploadsOfTheKeyAreAbortedAndNoOther() throws Exception {
        try (CannedBucket bucket = CannedBucket.answering(R2MultipartPagesTest::ofUploads);
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            store.multipart().abortAll(KEY);
            assertThat(bucket.methods().stream().filter("GET"::equals)).hasSize(2);
            List<Asked> aborts = bucket.asked().stream()
                    .filter(asked -> asked.method().equals("DELETE"))
                    .toList();
            assertThat(aborts).extracting(Asked::key).containsOnly(KEY.value());
            assertThat(aborts)
                    .extracting(asked -> asked.query().get("uploadId"))
                    .containsExactlyElementsOf(IntStream.range(0, UPLOADS)
                            .filter(R2MultipartPagesTest::isOfTheKey)
                            .mapToObj(R2MultipartPagesTest::id)
                            .toList());
        }
    }

    /** Without a marker, or with that of the page before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<NextPartNumberMarker>0</NextPartNumberMarker>",
                "<NextPartNumberMarker>7</NextPartNumberMarker>",
                "<NextKeyMarker>uploads</NextKeyMarker>",
                "<NextKeyMarker>uploads</NextKeyMarker><NextUploadIdMarker>7</NextUploadIdMarker>"
            })
    void aListingThatNeverGetsOnEnds(String marker) throws Exception {
        String page = "<Result><IsTruncated>true</IsTruncated>" + marker + "</Result>";
        try (CannedBucket bucket = CannedBucket.answering(200, page);
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            unavailable(() -> store.multipart().parts(KEY, UPLOAD));
            unavailable(() -> store.multipart().abortAll(KEY));
            assertThat(bucket.methods()).hasSizeLessThan(5).containsOnly("GET");
        }
    }

    /** As long as not all are known, none is aborted, and of the parts nothing is told. */
    @Test
    void aListingThatBreaksOffIsNoneAtAll() throws Exception {
        Set<String> first = new TreeSet<>();
        try (CannedBucket bucket = CannedBucket.answering(asked -> {
                    if (first.add(asked.query().containsKey("uploads") ? "uploads" : "parts")) {
                        return asked.query().containsKey("uploads") ? ofUploads(asked) : ofParts(asked);
                    }
                    return Reply.error(403, "AccessDenied");
                });
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            unavailable(() -> store.multipart().parts(KEY, UPLOAD));
            unavailable(() -> store.multipart().abortAll(KEY));
            assertThat(bucket.methods()).containsExactly("GET", "GET", "GET", "GET");
        }
    }

    private static Reply ofParts(Asked asked) {
        if (asked.method().equals("POST")) {
            return Reply.of(200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");
        }
        int after = Integer.parseInt(asked.query().getOrDefault("part-number-marker", "0"));
        int last = Math.min(PARTS, after + PAGE);
        String parts = IntStream.rangeClosed(after + 1, last)
                .mapToObj(number -> "<Part><PartNumber>%s</PartNumber><ETag>\"e%s\"</ETag><Size>5</Size></Part>"
                        .replace("%s", Integer.toString(number)))
                .collect(Collectors.joining());
        return Reply.of(
                200,
                "<ListPartsResult><IsTruncated>" + (last < PARTS) + "</IsTruncated><NextPartNumberMarker>" + last
                        + "</NextPartNumberMarker>" + parts + "</ListPartsResult>");
    }

    private static Reply ofUploads(Asked asked) {
        if (asked.method().equals("DELETE")) {
            return Reply.of(204, "");
        }
        assertThat(asked.query()).containsEntry("prefix", KEY.value());
        int from = asked.query().containsKey("upload-id-marker")
                ? 1 + number(asked.query().get("upload-id-marker"))
                : 0;
        int to = Math.min(UPLOADS, from + PAGE);
        List<String> uploads = new ArrayList<>();
        for (int i = from; i < to; i++) {
            uploads.add("<Upload><Key>" + encoded(key(i)) + "</Key><UploadId>" + id(i) + "</UploadId></Upload>");
        }
        return Reply.of(
                200,
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>" + (to < UPLOADS)
                        + "</IsTruncated><NextKeyMarker>" + encoded(key(to - 1)) + "</NextKeyMarker>"
                        + "<NextUploadIdMarker>" + id(to - 1) + "</NextUploadIdMarker>" + String.join("", uploads)
                        + "</ListMultipartUploadsResult>");
    }

    private static boolean isOfTheKey(int number) {
        return number % 7 == 0;
    }

    private static String key(int number) {
        return isOfTheKey(number) ? KEY.value() : NEIGHBOURS.get(number % NEIGHBOURS.size());
    }

    private static String id(int number) {
        return "upload-" + number;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("upload-".length()));
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static void unavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StorageException.Unavailable.class);
    }
}
