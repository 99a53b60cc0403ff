package dev.orgstorage.http.server;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the ways of requests before the first request has to, again and again: the real routes, queries and signatures,
 * for a user who is nobody and has nothing. No network leads to where it asks, and nothing is left behind by it.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final UserId NOBODY = new UserId("nobody (warm-up)");
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Beyond the largest limit there is, so that nothing is promised. */
    private static final String TOO_LARGE =
            "{\"fileName\":\"a.txt\",\"fileType\":\"text/plain\",\"fileSize\":9007199254740991}";

    private final Storage storage;
    private final ObjectStore objects;
    private final AuthSettings auth;
    private final Authenticator authenticator;
    private final FileIds ids = new FileIds(InstantSource.system(), new SecureRandom());

    WarmUp(Storage storage, ObjectStore objects, AuthSettings auth, Authenticator authenticator) {
        this.storage = storage;
        this.objects = objects;
        this.auth = auth;
        this.authenticator = authenticator;
    }

    /** Goes on for so long, and returns a moment later at most, whatever the database does; zero for not at all. */
    void run(Duration time) {
        if (time.isZero()) {
            return;
        }
        Instant end = Instant.now().plus(time);
        CompletableFuture.runAsync(() -> askUntil(end), Thread::startVirtualThread)
                .handle((done, failure) -> failure == null || told(failure))
                .completeOnTimeout(false, time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** It is no harm, but its cause might be. */
    private static boolean told(Throwable failure) {
        LOG.warn("Cannot be warmed up", failure);
        return false;
    }

    /** Once at least. */
    void askUntil(Instant end) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.addConnector((server, http) -> new LocalConnector(server, new HttpConnectionFactory(http)));
            new StorageApi(storage, known(), null).mount(config);
        });
        javalin.start();
        try {
            LocalConnector connector =
                    (LocalConnector) javalin.jettyServer().server().getConnectors()[0];
            String authorization = token();
            do {
                ask(connector, authorization, "GET", "list?limit=50&include=downloadUrl", "");
                ask(connector, authorization, "POST", "upload-url", TOO_LARGE);
                ask(connector, authorization, "POST", "download-url", "{\"id\":\"" + ids.next() + "\"}");
                sign();
            } while (Instant.now().isBefore(end));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot be warmed up", e);
        } finally {
            javalin.stop();
        }
    }

    private static void ask(LocalConnector connector, String authorization, String method, String path, String body)
            throws Exception {
        connector.getResponse(String.join(
                "\r\n",
                method + " /api/storage/" + path + " HTTP/1.1",
                "Host: localhost",
                "Authorization: " + authorization,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Connection: close",
                "",
                body));
    }

    /** What no request of nobody's comes to. */
    private void sign() {
        Instant now = Instant.now();
        FileRecord file = FileRecord.promised(
                ids.next(),
                Caller.personal(NOBODY),
                new FileName("nothing.txt"),
                new Content(new MediaType("text/plain"), 1),
                now,
                now.plus(LIFE));
        objects.signUpload(file, LIFE);
        objects.signDownload(file, Disposition.ATTACHMENT, LIFE);
    }

    /** Tokens are read as they are from anybody, where we can sign one. */
    private Authenticator known() {
        return token().isEmpty() ? request -> Principal.personal(NOBODY) : authenticator;
    }

    private String token() {
        if (auth.live() == null && auth.way() instanceof AuthSettings.Tokens(var tokens) && tokens.secret() != null) {
            String token =
                    OwnToken.signed(tokens, tokens.claims().saying(NOBODY.value(), null, null), Instant.now(), LIFE);
            return "Bearer " + token;
        }
        return "";
    }
}
