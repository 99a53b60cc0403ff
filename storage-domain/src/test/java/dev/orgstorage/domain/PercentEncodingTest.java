package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "AZaz09-._~, AZaz09-._~",
        "a b, a%20b",
        "a+b, a%2Bb",
        "a/b, a%2Fb",
        "100%, 100%25",
        "%2F, %252F",
        "ü, %C3%BC",
        "履, %E5%B1%A5",
        "🦊, %F0%9F%A6%8A",
        "I i İ ı, I%20i%20%C4%B0%20%C4%B1"
    })
    void everythingButTheUnreservedCharactersIsEncoded(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
    }

    @Test
    void anyTextComesBackAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.appendCodePoint(character(random));
            }
            String encoded = PercentEncoding.encode(text.toString());
            assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
            assertThat(PercentEncoding.decode(encoded)).isEqualTo(text.toString());
        }
    }

    @Test
    void aPlusAndSmallDigitsAreReadAsTheyStand() {
        assertThat(PercentEncoding.decode("a+b%c3%bc")).isEqualTo("a+bü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "a%", "%zz", "%2G", "%-1", "%+1", "% 1", "%%20"})
    void aPercentSignWithoutTwoDigitsIsRefused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> PercentEncoding.decode(encoded));
    }

    private static int character(Random random) {
        int character = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
        return Character.getType(character) == Character.SURROGATE ? '\uFFFD' : character;
    }
}
