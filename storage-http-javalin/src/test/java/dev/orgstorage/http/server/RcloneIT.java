package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Parts;
import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the bucket, as rclone sees it, which knows nothing of us. */
class RcloneIT {
    private static final int PART = (int) Parts.SMALLEST;

    @Test
    void whatCameByTheApiIsListedAndReadInTheBucketByteForByte() throws Exception {
        Tools.require("rclone");
        try (RealServer server = new RealServer()) {
            Client ann = server.member("ann", "acme");
            byte[] film = bytes(2 * PART + 3);
            byte[] hello = "Hello, Zoë!".getBytes(UTF_8);
            Map<String, byte[]> sent = Map.of(
                    uploadInParts(ann, "film.bin", film),
                    film,
                    key(ann.upload("empty.txt", "text/plain", new byte[0])),
                    new byte[0],
                    key(ann.upload("Grüße 履歴書.txt", "text/plain", hello)),
                    hello);

            JsonNode listed =
                    new JsonMapper().readTree(rclone(server, "lsjson", "--recursive", "--files-only", bucket(server)));
            assertThat(listed.findValuesAsString("Path")).containsExactlyInAnyOrderElementsOf(sent.keySet());
            for (Map.Entry<String, byte[]> object : sent.entrySet()) {
                byte[] read = rclone(server, "cat", bucket(server) + "/" + object.getKey());
                assertThat(read).as(object.getKey()).isEqualTo(object.getValue());
            }
        }
    }

    /** The key of the object. */
    private static String uploadInParts(Client client, String name, byte[] bytes) {
        Reply started = client.startParts(name, bytes.length, (long) PART).expecting(200);
        client.signParts(started.text("recordId"), 1, 2, 3)
                .expecting(200)
                .json()
                .path("parts")
                .forEach(part -> {
                    int from = (part.path("number").asInt() - 1) * PART;
                    byte[] body = Arrays.copyOfRange(bytes, from, Math.min(from + PART, bytes.length));
                    assertThat(Client.send("PUT", part.path("uploadUrl").asString(), Map.of(), body))
                            .isEqualTo(200);
                });
        return key(client.complete(started).expecting(200));
    }

    private static String key(Reply file) {
        return file.text("fileKey");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String bucket(RealServer server) {
        return "bucket:" + server.environment().get("R2_BUCKET");
    }

    /** What it prints. */
    private static byte[] rclone(RealServer server, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("rclone"));
        command.addAll(List.of(arguments));
        ProcessBuilder rclone = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> settings = server.environment();
        rclone.environment().keySet().removeIf(name -> name.startsWith("RCLONE_") || name.startsWith("AWS_"));
        rclone.environment()
                .putAll(Map.of(
                        "RCLONE_CONFIG",
                        "",
                        "RCLONE_CONFIG_BUCKET_TYPE",
                        "s3",
                        "RCLONE_CONFIG_BUCKET_PROVIDER",
                        "Other",
                        "RCLONE_CONFIG_BUCKET_ENDPOINT",
                        settings.getOrDefault("R2_ENDPOINT", ""),
                        "RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID",
                        settings.getOrDefault("R2_ACCESS_KEY_ID", ""),
                        "RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY",
                        settings.getOrDefault("R2_SECRET_ACCESS_KEY", "")));
        Process process = rclone.start();
        byte[] printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return printed;
    }
}
