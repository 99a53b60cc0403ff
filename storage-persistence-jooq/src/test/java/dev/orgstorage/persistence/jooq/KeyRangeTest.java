package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.ObjectKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRangeTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a/", "uploads/orgs/acme/", "ä", "\uD7FF", "\uFFFF", "\uD83E\uDD8A", "a\uDBFF\uDFFF"})
    void whatBeginsWithThePrefixLiesBeforeTheEndAndNothingElseDoes(String prefix) {
        ObjectKey end = new ObjectKey(Objects.requireNonNull(KeyRange.firstBeyond(prefix)));
        assertThat(end.value()).doesNotStartWith(prefix);
        for (String rest : new String[] {"", "/", "z", "\uFFFD", "\uDBFF\uDFFF", "\uDBFF\uDFFF\uDBFF\uDFFF"}) {
            assertThat(new ObjectKey(prefix + rest)).isLessThan(end);
        }
    }

    @Test
    void theEndIsTheVeryFirstBeyond() {
        assertThat(KeyRange.firstBeyond("uploads/orgs/a/")).isEqualTo("uploads/orgs/a0");
        assertThat(KeyRange.firstBeyond("a\uDBFF\uDFFF")).isEqualTo("b");
        assertThat(KeyRange.firstBeyond("\uD7FF")).isEqualTo("\uE000");
    }

    @Test
    void nothingLiesBeyondTheLast() {
        assertThat(KeyRange.firstBeyond("")).isNull();
        assertThat(KeyRange.firstBeyond("\uDBFF\uDFFF")).isNull();
    }
}
