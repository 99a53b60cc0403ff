package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How bad input is answered. */
final class Refused {
    private Refused() {}

    /** Asserts that the attempt is refused as invalid, and that the answer names the field. */
    static void asInvalid(String field, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .hasMessageStartingWith(field + " ")
                .isInstanceOfSatisfying(
                        StorageException.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }
}
