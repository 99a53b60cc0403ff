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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real better-auth, in Node, with a database; and people who use its own HTTP API. */
final class BetterAuthProcess implements AutoCloseable {
    private static final String READY = "better-auth is ready: ";
    private static final String SOURCE = "better-auth";
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
        Path program = NodePackages.installed(SOURCE).resolve("server.mjs");
        Files.copy(NodePackages.source(SOURCE).resolve("server.mjs"), program, StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder node = new ProcessBuilder("node", program.toString()).redirectErrorStream(true);
        node.environment().put("DATABASE_URL", databaseUrl);
        node.environment().put("BETTER_AUTH_SECRET", secret);
        return new BetterAuthProcess(node.start());
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
