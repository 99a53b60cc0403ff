package dev.orgstorage.http.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what is measured, and how a server leaves. Never prints the token.
 *
 * @param metricsToken that whoever asks has to present; null for anybody
 * @param leave how long it still serves, once it is to stop, while it says that it is not ready
 */
record OperationSettings(@Nullable String metricsToken, Duration leave) {
    static final OperationSettings STANDARD = new OperationSettings(null, Duration.ZERO);

    @Override
    public String toString() {
        return "OperationSettings[metrics %s, leave %s]"
                .formatted(metricsToken == null ? "for anybody" : "by token", leave);
    }
}
