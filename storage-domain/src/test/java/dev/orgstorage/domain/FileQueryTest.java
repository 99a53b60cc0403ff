package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileQueryTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1001, 1_000_000_000})
    void aLimitOutOfBoundsIsRefused(int limit) {
        Refused.asInvalid("limit", () -> FileQuery.newest(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "_", "\\", "ü", "🦊", "' or 1=1"})
    void anyPartOfANameCanBeAskedFor(String part) {
        assertThat(new FileQuery(1, null, part, null).nameContains()).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\nb", "\u0085"})
    void controlCharactersAreRefused(String part) {
        Refused.asInvalid("q", () -> new FileQuery(1, null, part, null));
    }

    @Test
    void aPartLongerThanANameIsRefused() {
        assertThat(new FileQuery(1, null, "x".repeat(255), null).nameContains()).hasSize(255);
        Refused.asInvalid("q", () -> new FileQuery(1, null, "x".repeat(256), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/*", "image/svg+xml"})
    void aTypeOrARangeOfTypesCanBeAskedFor(String type) {
        assertThat(new FileQuery(1, null, null, type).type()).isEqualTo(type);
    }

    @Test
    void aTypeIsAskedForInAnyCase() {
        assertThat(new FileQuery(1, null, null, "IMAGE/TIFF").type()).isEqualTo("image/tiff");
        assertThat(new FileQuery(1, null, null, "Image/*").type()).isEqualTo("image/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "*/*", "/*", "image/*/x", "image/png; q=1"})
    void whatIsNoTypeIsRefusedByTheNameOfItsParameter(String type) {
        Refused.asInvalid("type", () -> new FileQuery(1, null, null, type));
    }

    @Test
    void aPartOfANameIsSoughtInTheFormInWhichNamesAreKept() {
        assertThat(new FileQuery(1, null, "u\u0308", null).nameContains()).isEqualTo("\u00FC");
    }

    @Test
    void theNextPageAsksTheSame() {
        Cursor cursor = new Cursor(Examples.id(1));
        FileQuery query = new FileQuery(7, null, "a", "image/*");
        assertThat(query.after(cursor)).isEqualTo(new FileQuery(7, cursor, "a", "image/*"));
        assertThat(query.after(cursor).after(null)).isEqualTo(query);
    }
}
