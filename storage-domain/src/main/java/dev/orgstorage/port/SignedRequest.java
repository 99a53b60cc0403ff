package dev.orgstorage.port;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request that whoever holds it may send to the bucket, with exactly these headers, until its life has passed. The
 * URL is a secret as long as it lives, so it is not printed.
 */
public record SignedRequest(String method, URI url, Map<String, String> headers, Duration life) {
    public SignedRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "SignedRequest[%s %s, for %s]".formatted(method, url.getPath(), life);
    }
}
