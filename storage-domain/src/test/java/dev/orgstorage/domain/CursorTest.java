package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final String TEXT = new Cursor(Examples.id(3)).toString();

    @Test
    void aCursorComesBackAsItWas() {
        for (long seed = 0; seed < 1_000; seed++) {
            Cursor cursor = new Cursor(Examples.id(seed));
            assertThat(cursor.toString()).matches("[A-Za-z0-9_-]{22}");
            assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        }
    }

    @Test
    void aCursorCutOrPaddedOrChangedInItsFormIsRefused() {
        for (int end = 0; end < TEXT.length(); end++) {
            refused(TEXT.substring(0, end));
        }
        refused(TEXT + "=");
        refused(TEXT + "==");
        refused(TEXT + "A");
        refused(" " + TEXT);
        refused(TEXT + "\n");
        refused(TEXT + TEXT);
        refused(TEXT.substring(0, 21) + (char) (TEXT.charAt(21) + 1));
    }

    @Test
    void anIdOfAnotherVersionIsRefused() {
        refused(encoded(new UUID(0, 0)));
        refused(encoded(UUID.nameUUIDFromBytes(new byte[] {1})));
        refused(encoded(UUID.fromString("c0ffee00-0000-4000-8000-000000000000")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "??????????????????????",
                "////////////////////+w",
                "ÄÖÜäöüßÄÖÜäöüßÄÖÜäöüßÄ",
                "履歴書履歴書履歴書履歴書履歴書履歴書履歴書履",
                "019d36f2-5f4a-7abc-8123-0123456789ab",
                "2",
                "' or 1=1 --"
            })
    void whatWeDidNotMakeIsRefused(String text) {
        refused(text);
    }

    @Test
    void aMegabyteIsRefused() {
        refused("A".repeat(1 << 20));
    }

    private static String encoded(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void refused(String text) {
        Refused.asInvalid("cursor", () -> Cursor.parse(text));
    }
}
