package dev.orgstorage.port;

import dev.orgstorage.domain.MediaType;

/** Tells what bytes are, by nothing but themselves. */
@FunctionalInterface
public interface ContentDetector {
    /**
     * What begins with these bytes: at least {@code image/png}, {@code image/jpeg}, {@code image/gif},
     * {@code image/webp} and {@code application/pdf} are told, by these names. What is not known is
     * {@link MediaType#BYTES}. The bytes stay as they are, and whatever they are, it answers.
     */
    MediaType detect(byte[] start);
}
