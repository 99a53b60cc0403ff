package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is measured, at {@code /metrics}, for anybody or for who has the token. */
final class MetricsRoute {
    private static final String PATH = "/metrics";

    private final Meters meters;
    private final @Nullable String token;
    private final Door door;

    MetricsRoute(Meters meters, OperationSettings settings, Door door) {
        this.meters = meters;
        this.token = settings.metricsToken();
        this.door = door;
    }

    void mount(JavalinConfig config) {
        config.routes.get(PATH, token == null ? this::scrape : door.knowing(this::requireToken, this::scrape));
    }

    private void scrape(Context request) {
        request.contentType(Meters.CONTENT_TYPE).result(meters.scrape());
    }

    /** By a comparison that takes as long however much of it is right. */
    private void requireToken(Context request) {
        String presented = Objects.requireNonNullElse(request.header(Header.AUTHORIZATION), "");
        if (!MessageDigest.isEqual(bytes("Bearer " + token), bytes(presented))) {
            throw new StorageException.Unauthenticated("The metrics are for who has their token (METRICS_TOKEN)");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
