package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.embedded.EmbeddedBucket.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddedBucketTest {

    private static final Credentials CREDENTIALS = Credentials.random();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterAll
    static void closeClient() {
        CLIENT.close();
    }

    @Test
    void objectsAreKeptBetweenStarts() throws Exception {
        try (EmbeddedBucket bucket = EmbeddedBucket.start(folder, 0, List.of(), CREDENTIALS)) {
            HttpRequest upload = HttpRequest.newBuilder(SignedRequests.sign(bucket, "PUT", "key"))
                    .header("Content-Type", "text/x-poem")
                    .PUT(BodyPublishers.ofString("content"))
                    .build();
            assertThat(send(upload).statusCode()).isEqualTo(200);
        }
        try (EmbeddedBucket bucket = EmbeddedBucket.start(folder, 0, List.of(), CREDENTIALS)) {
            HttpResponse<String> download = send(HttpRequest.newBuilder(SignedRequests.sign(bucket, "GET", "key"))
                    .build());
            assertThat(download.body()).isEqualTo("content");
            assertThat(download.headers().firstValue("Content-Type")).hasValue("text/x-poem");
        }
    }

    @Test
    void nothingIsForAnybodyWithoutASignature() throws Exception {
        try (EmbeddedBucket bucket = start(0)) {
            URI list = URI.create(bucket.endpoint() + "/" + bucket.bucket());
            URI object = URI.create(list + "/key");
            send(HttpRequest.newBuilder(SignedRequests.sign(bucket, "PUT", "key"))
                    .PUT(BodyPublishers.ofString("content"))
                    .build());
            HttpRequest upload = HttpRequest.newBuilder(object)
                    .PUT(BodyPublishers.ofString("content"))
                    .build();
            assertThat(send(HttpRequest.newBuilder(list).build()).statusCode()).isEqualTo(403);
            assertThat(send(HttpRequest.newBuilder(object).build()).statusCode())
                    .isEqualTo(403);
            assertThat(send(upload).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void pagesOfAnAllowedOriginMayUpload() throws Exception {
        try (EmbeddedBucket bucket = start(0)) {
            HttpResponse<String> answer = preflight(bucket, "http://app.example", "PUT");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("http://app.example");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValueSatisfying(methods -> assertThat(methods).contains("PUT", "DELETE"));
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(headers -> assertThat(headers)
                            .contains("content-type", "if-none-match", "x-amz-checksum-sha256", "x-amz-meta-owner"));
        }
    }

    @Test
    void pagesReadTheETagOfWhatTheyUploaded() throws Exception {
        try (EmbeddedBucket bucket = start(0)) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(SignedRequests.sign(bucket, "PUT", "key"))
                    .header("Origin", "http://app.example")
                    .PUT(BodyPublishers.ofString("content"))
                    .build());
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                    .hasValue("ETag");
        }
    }

    @Test
    void pagesOfOtherOriginsMayNot() throws Exception {
        try (EmbeddedBucket bucket = start(0)) {
            HttpResponse<String> answer = preflight(bucket, "http://appXexample", "PUT");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> start(other.getLocalPort()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1, it is taken");
        }
    }

    @Test
    void aDisposableOneLeavesNothingBehind() throws Exception {
        EmbeddedBucket bucket = EmbeddedBucket.disposable();
        HttpRequest upload = HttpRequest.newBuilder(SignedRequests.sign(bucket, "PUT", "key"))
                .PUT(BodyPublishers.ofString("content"))
                .build();
        assertThat(send(upload).statusCode()).isEqualTo(200);

        bucket.close();
        bucket.close();

        assertThatThrownBy(() -> send(upload)).isInstanceOf(IOException.class);
        // Others' folders come and go meanwhile, and are no more than looked past.
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> folders = Files.list(temporary)) {
            assertThat(folders.map(folder -> folder.resolve("content/orgstorage/key")))
                    .noneMatch(Files::exists);
        }
    }

    @Test
    void aFileSystemWithoutExtendedAttributesIsRefused() {
        Path unfit = Path.of("/dev/null/folder");
        assertThatThrownBy(() -> EmbeddedBucket.start(unfit, 0, List.of(), CREDENTIALS))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(unfit.toString());
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(CREDENTIALS.toString()).contains(CREDENTIALS.accessKey()).doesNotContain(CREDENTIALS.secretKey());
    }

    private EmbeddedBucket start(int port) {
        return EmbeddedBucket.start(folder, port, List.of("http://app.example"), CREDENTIALS, 0, () -> {});
    }

    private static HttpResponse<String> preflight(EmbeddedBucket bucket, String origin, String method)
            throws Exception {
        return send(HttpRequest.newBuilder(SignedRequests.sign(bucket, method, "key"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header(
                        "Access-Control-Request-Headers",
                        "content-type, if-none-match, x-amz-checksum-sha256, x-amz-meta-owner")
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
