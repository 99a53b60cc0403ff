package dev.orgstorage.http;

import java.time.Duration;

/**
 * Somebody asks more often than they may. An {@link Authenticator} may say so as well; it is answered with 429 and when
 * to come again.
 */
@SuppressWarnings("serial")
public final class RateLimited extends RuntimeException {
    private final Duration retryAfter;

    public RateLimited(Duration retryAfter) {
        super("Too many requests");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
