package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;

/** Reads text of which nobody knows whether it can be read. */
final class Tried {
    /** Text as long as this is not in a message by chance. */
    private static final int TELLING = 24;

    private Tried() {}

    /** What was read, or empty if the text was refused as invalid, naming the field and not repeating the text. */
    static <T> Optional<T> valid(String field, Function<String, T> reading, String text) {
        try {
            return Optional.of(reading.apply(text));
        } catch (StorageException.Invalid refused) {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused).hasMessageStartingWith(field + " ");
            if (text.length() >= TELLING) {
                assertThat(refused.getMessage()).doesNotContain(text);
            }
            return Optional.empty();
        }
    }

    /** What was read, or empty if the text was refused as an argument; not by an exception of the JDK's own making. */
    static <T> Optional<T> argument(Function<String, T> reading, String text) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
