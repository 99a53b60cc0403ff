package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What holds for every value of metadata. */
public final class EncodedWordsPromises {
    private EncodedWordsPromises() {}

    public static void value(String text) {
        String decoded = EncodedWords.decode(text);
        assertThat(decoded.equals(text) || text.contains("=?")).isTrue();
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(EncodedWords.decode("=?UTF-8?B?" + base64 + "?=")).isEqualTo(text);
    }
}
