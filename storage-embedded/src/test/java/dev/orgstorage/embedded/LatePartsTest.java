package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket.Credentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the S3 server keeps of uploads in parts, when it is started again. */
@Timeout(60)
final class LatePartsTest {
    private static final Credentials CREDENTIALS = Credentials.random();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String DEEP = "uploads/users/ann/film-3.bin";
    private static final String FLAT = "film-7";

    @TempDir
    private Path folder;

    @AfterAll
    static void closeClient() {
        CLIENT.close();
    }

    @Test
    void whatCameAfterTheEndGoesWithTheNextStartAndWhatIsUnderWayStays() throws Exception {
        List<Path> underWay;
        try (EmbeddedBucket bucket = start()) {
            String deep = begin(bucket, DEEP);
            String flat = begin(bucket, FLAT);
            part(bucket, DEEP, deep, 1);
            part(bucket, FLAT, flat, 10_000);
            underWay = files();
            String deepAborted = aborted(bucket, DEEP);
            String flatAborted = aborted(bucket, FLAT);
            assertThat(files()).containsExactlyElementsOf(underWay);
            for (int number : List.of(1, 10_000)) {
                part(bucket, DEEP, deepAborted, number);
                part(bucket, FLAT, flatAborted, number);
            }
            assertThat(files()).hasSize(underWay.size() + 4);
        }
        start().close();
        assertThat(files()).containsExactlyElementsOf(underWay);
        try (Stream<Path> left = Files.list(folder.resolve(EmbeddedBucket.NAME))) {
            assertThat(left.filter(Files::isDirectory)).as("folders").hasSize(1);
        }
    }

    @Test
    void anUploadGoesOnAfterTheNextStart() throws Exception {
        String upload;
        String etag;
        try (EmbeddedBucket bucket = start()) {
            upload = begin(bucket, DEEP);
            etag = part(bucket, DEEP, upload, 1);
        }
        try (EmbeddedBucket bucket = start()) {
            String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                    + "</ETag></Part></CompleteMultipartUpload>";
            send(bucket, "POST", DEEP, parameter(upload), parts, 200);
            assertThat(send(bucket, "GET", DEEP, "", "", 200).body()).isEqualTo("part");
            part(bucket, DEEP, upload, 1);
        }
        start().close();
        assertThat(files()).containsExactly(folder.resolve(EmbeddedBucket.NAME).resolve(DEEP));
    }

    private EmbeddedBucket start() {
        return EmbeddedBucket.start(folder, 0, List.of(), CREDENTIALS, 0, () -> {});
    }

    private static String begin(EmbeddedBucket bucket, String key) throws Exception {
        return send(bucket, "POST", key, "&uploads=", "", 200)
                .body()
                .replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    }

    private static String aborted(EmbeddedBucket bucket, String key) throws Exception {
        String upload = begin(bucket, key);
        part(bucket, key, upload, 1);
        send(bucket, "DELETE", key, parameter(upload), "", 204);
        return upload;
    }

    private static String part(EmbeddedBucket bucket, String key, String upload, int number) throws Exception {
        return send(bucket, "PUT", key, "&partNumber=" + number + parameter(upload), "part", 200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static String parameter(String upload) {
        return "&uploadId=" + upload;
    }

    private static HttpResponse<String> send(
            EmbeddedBucket bucket, String method, String key, String parameters, String body, int status)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest request = HttpRequest.newBuilder(SignedRequests.sign(bucket, method, key, parameters))
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
