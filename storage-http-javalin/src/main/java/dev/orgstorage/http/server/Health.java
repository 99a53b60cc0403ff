package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.port.ObjectStore;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Whether the server runs, is warm, and whether what it stands on answers within two seconds. Whoever asks needs no token. */
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Question database;
    private final Question bucket;
    private volatile boolean leaving;
    private volatile boolean warm;

    Health(Database database, ObjectStore objects) {
        this.database = new Question(database::ping, PATIENCE);
        this.bucket = new Question(() -> objects.list("health/", null, 1), PATIENCE);
    }

    /** The server is about to stop: whoever balances load is to send nobody here any more. */
    void leave() {
        leaving = true;
    }

    /** From now on it is ready, if what it stands on is. */
    void warmedUp() {
        warm = true;
    }

    void mount(JavalinConfig config) {
        config.routes.get("/health/live", request -> answer(request, 200, "{\"status\":\"up\"}"));
        config.routes.get("/health/ready", this::ready);
    }

    private void ready(Context request) {
        CompletableFuture<Boolean> database = this.database.ask();
        CompletableFuture<Boolean> bucket = this.bucket.ask();
        boolean up = warm && !leaving && database.join() && bucket.join();
        answer(
                request,
                up ? 200 : 503,
                "{\"status\":\"%s\",\"database\":\"%s\",\"bucket\":\"%s\"}"
                        .formatted(warm ? word(up) : "starting", word(database.join()), word(bucket.join())));
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static void answer(Context request, int status, String json) {
        request.status(status).contentType("application/json").result(json);
    }
}
