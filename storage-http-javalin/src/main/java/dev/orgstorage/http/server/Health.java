package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.port.ObjectStore;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Whether the server runs, and whether what it stands on answers within two seconds. */
final class Health {
    private static final int PATIENCE_SECONDS = 2;
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final Database database;
    private final ObjectStore objects;

    Health(Database database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    void mount(JavalinConfig config) {
        config.routes.get("/health/live", request -> answer(request, 200, "{\"status\":\"up\"}"));
        config.routes.get("/health/ready", this::ready);
    }

    private void ready(Context request) {
        CompletableFuture<Boolean> database = answers(this.database::ping);
        CompletableFuture<Boolean> bucket = answers(() -> objects.list("health/", null, 1));
        boolean up = database.join() && bucket.join();
        answer(
                request,
                up ? 200 : 503,
                "{\"status\":\"%s\",\"database\":\"%s\",\"bucket\":\"%s\"}"
                        .formatted(word(up), word(database.join()), word(bucket.join())));
    }

    private static CompletableFuture<Boolean> answers(Runnable question) {
        return CompletableFuture.runAsync(question, VIRTUAL)
                .thenApply(nothing -> true)
                .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> false);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static void answer(Context request, int status, String json) {
        request.header(Header.CACHE_CONTROL, "no-store");
        request.status(status).contentType("application/json").result(json);
    }
}
