package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                " spaces at both ends ",
                "Lebenslauf – Zoë 履歴書.pdf",
                "<script>.html",
                "\"; filename=evil.exe",
                "100%25.txt",
                "%2e%2e%2f",
                "...",
                ".hidden",
                "trailing.",
                "C:",
                "nul",
                "a∕b",
                "'; drop table file_record; --",
                "👩‍👩‍👧‍👦.jpg",
                "ملف.txt"
            })
    void hardNamesAreKeptAsTheyAre(String name) {
        assertThat(new FileName(name).value()).isEqualTo(name);
        assertThat(new FileName(name)).hasToString(name);
    }

    @Test
    void aNameIsKeptInItsComposedForm() {
        assertThat(new FileName("Zoe\u0308.pdf").value()).isEqualTo("Zo\u00EB.pdf");
        assertThat(new FileName("Zoe\u0308.pdf")).isEqualTo(new FileName("Zo\u00EB.pdf"));
    }

    @Test
    void compatibilityCharactersAreNotReplaced() {
        assertThat(new FileName("ﬁle№①.txt").value()).isEqualTo("ﬁle№①.txt");
    }

    @Test
    void aNameHasUpTo255CharactersHoweverTheyAreWritten() {
        assertThat(new FileName("x".repeat(255)).value()).hasSize(255);
        assertThat(new FileName("u\u0308".repeat(255)).value()).isEqualTo("\u00FC".repeat(255));
        assertThat(new FileName("🦊".repeat(255)).value()).hasSize(510);

        refused("x".repeat(256));
        refused("u\u0308".repeat(256));
        refused("🦊".repeat(256));
        refused("x".repeat(10_000));
    }

    @Test
    void aCharacterThatBecomesMoreInComposedFormCountsAsMore() {
        assertThat(new FileName("\uFB1D".repeat(127)).value()).hasSize(254);
        refused("\uFB1D".repeat(128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " \n ", "\u2003\u3000", "\u00A0", "\u200B\u200D", "\uFEFF"})
    void aBlankNameIsRefused(String name) {
        refused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "/", "a/b", "a/../../b.txt", "/etc/passwd", "a/", "\\", "C:\\a.txt", "..\\a"})
    void aPathIsRefused(String name) {
        refused(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, '\t', '\n', '\r', 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029})
    void aControlCharacterOrLineSeparatorIsRefused(int character) {
        refusedAnywhere(character);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void aCharacterThatTurnsTheDirectionOfTextIsRefused(int character) {
        refusedAnywhere(character);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void halfASurrogatePairIsRefused(int character) {
        refusedAnywhere(character);
    }

    @Test
    void theAnswerNamesTheCharacterAndDoesNotRepeatTheName() {
        assertThat(catchThrowable(() -> new FileName("secret\u202Efdp.exe")))
                .hasMessageContaining("U+202E")
                .hasMessageNotContaining("secret");
    }

    private static void refusedAnywhere(int character) {
        String bad = Character.toString(character);
        refused(bad);
        refused(bad + "a.txt");
        refused("a" + bad + ".txt");
        refused("a.txt" + bad);
    }

    private static void refused(String name) {
        Refused.asInvalid("fileName", () -> new FileName(name));
    }
}
