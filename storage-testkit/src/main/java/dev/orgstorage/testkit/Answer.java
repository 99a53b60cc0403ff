package dev.orgstorage.testkit;

import java.util.Map;
import java.util.Optional;

/** What a bucket answered to a signed request. */
public final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /** @param headers by names in lower case */
    public Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    public int status() {
        return status;
    }

    /** The header of that name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte[] body() {
        return body.clone();
    }
}
