package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real better-auth, in Node, with a database; and people who use its own HTTP API. */
final class BetterAuthProcess implements AutoCloseable {
    private static final String READY = "better-auth is ready: ";
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));
    private static final Path SOURCE = ROOT.resolve("storage-http-javalin/src/test/better-auth");
    private static final Duration LONGEST_INSTALLATION = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Output output;

    private BetterAuthProcess(Process process) {
        this.process = process;
        this.output = Output.of(process, READY);
    }

    /** Starts it, and lets it make its tables; returns without waiting for that. */
    static BetterAuthProcess start(String databaseUrl, String secret) throws IOException, InterruptedException {
        Path program = installed().resolve("server.mjs");
        Files.copy(SOURCE.resolve("server.mjs"), program, StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder node = new ProcessBuilder("node", program.toString()).redirectErrorStream(true);
        node.environment().put("DATABASE_URL", databaseUrl);
        node.environment().put("BETTER_AUTH_SECRET", secret);
        return new BetterAuthProcess(node.start());
    }

    /** The folder that has the packages of the lock file; they are fetched once, and again when the lock file changes. */
    private static Path installed() throws IOException, InterruptedException {
        Path folder = ROOT.resolve(".orgstorage").resolve("better-auth-" + lock());
        if (Files.exists(folder)) {
            return folder;
        }
        Files.createDirectories(ROOT.resolve(".orgstorage"));
        Path part = Files.createTempDirectory(ROOT.resolve(".orgstorage"), "better-auth-part");
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(SOURCE.resolve(file), part.resolve(file));
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(part.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
        boolean done = npm.waitFor(LONGEST_INSTALLATION.toSeconds(), TimeUnit.SECONDS) && npm.exitValue() == 0;
        Tools.require(done, "npm could not fetch the packages of better-auth:\n" + said);
        try {
            return Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            return folder;
        }
    }

    private static String lock() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(SOURCE.resolve("package-lock.json")));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is, once it is ready. */
    String address() {
        return output.untilReady().getLast().substring(READY.length());
    }

    /** Somebody new, who is signed in. */
    Person signUp(String name) {
        Map<String, String> account =
                Map.of("name", name, "email", name + "@example.com", "password", "a password of " + name);
        HttpResponse<String> answer = send("POST", "/sign-up/email", Map.of(), account);
        String cookie = answer.headers().allValues("set-cookie").stream()
                .map(header -> header.substring(0, header.indexOf(';')))
                .filter(each -> each.contains("session_token="))
                .findFirst()
                .orElseThrow();
        String bearer = answer.headers().firstValue("set-auth-token").orElseThrow();
        JsonNode user = JSON.readTree(answer.body()).path("user");
        return new Person(this, user.path("id").asString(), user.path("email").asString(), cookie, bearer);
    }

    /**
     * Somebody with a session.
     *
     * @param cookie name and value, as a browser sends it back
     * @param bearer the token, signed, as the bearer plugin hands it out
     */
    record Person(BetterAuthProcess host, String id, String email, String cookie, String bearer) {
        JsonNode get(String path) {
            return JSON.readTree(
                    host.send("GET", path, authorization(), Map.of()).body());
        }

        JsonNode post(String path, Map<String, ?> body) {
            return JSON.readTree(host.send("POST", path, authorization(), body).body());
        }

        /** Of the JWT plugin, of now. */
        String jwt() {
            return get("/token").path("token").asString();
        }

        /** The token as the session's row has it. */
        String unsigned() {
            String decoded = URLDecoder.decode(bearer, UTF_8);
            return decoded.substring(0, decoded.lastIndexOf('.'));
        }

        /** Makes an organization and is active there; its id. */
        String createOrganization(String slug) {
            return post("/organization/create", Map.of("name", slug, "slug", slug))
                    .path("id")
                    .asString();
        }

        /** Makes somebody a member of an organization of one's own, where they are active then; the member's id. */
        String admit(Person other, String organization, String role) {
            JsonNode invitation = post(
                    "/organization/invite-member",
                    Map.of("email", other.email(), "role", role, "organizationId", organization));
            return other.post(
                            "/organization/accept-invitation",
                            Map.of("invitationId", invitation.path("id").asString()))
                    .at("/member/id")
                    .asString();
        }

        private Map<String, String> authorization() {
            return Map.of("Authorization", "Bearer " + bearer);
        }

        @Override
        public String toString() {
            return email;
        }
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers, Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + "/api/auth" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Origin", address())
                .method(
                        method,
                        method.equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(path + "\n" + output, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
