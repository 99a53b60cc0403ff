package dev.orgstorage.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who the tokens that were verified within the last minute are of, so that a key that is taken out of its set counts soon.
 * A token itself is not kept, but its SHA-256. Outside the time for which it is good, it is asked about as if it were new.
 */
final class KeptTokens {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Lately<ByteBuffer, Verified> lately;
    private final InstantSource clock;

    /** A token was found to be of this one, and is good from a moment on and until before another. */
    record Verified(Principal principal, Instant from, Instant until) {
        private boolean isGoodAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    KeptTokens(InstantSource clock) {
        this.clock = clock;
        this.lately = new Lately<>(LIFE, clock);
    }

    /** @param verify throws if the token is not good now; that is not kept */
    Principal principal(String token, Function<String, Verified> verify) {
        Verified known = lately.get(digest(token), unknown -> Optional.of(verify.apply(token)))
                .orElseThrow();
        return (known.isGoodAt(clock.instant()) ? known : verify.apply(token)).principal();
    }

    private static ByteBuffer digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
