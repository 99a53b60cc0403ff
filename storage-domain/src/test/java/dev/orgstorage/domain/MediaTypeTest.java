package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "image/svg+xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/x-7z-compressed",
                "audio/3gpp",
                "a/b",
                "x!#$&^_.+-/y!#$&^_.+-"
            })
    void aTypeIsTypeSlashSubtype(String value) {
        assertThat(new MediaType(value).value()).isEqualTo(value);
        assertThat(new MediaType(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "image",
                "image/",
                "/png",
                "/",
                "image/png/x",
                "image//png",
                "*/*",
                "image/*",
                " image/png",
                "image/png ",
                "image /png",
                "image/png\r\nX-Evil: 1",
                "image/png\n",
                "image/p\u0000ng",
                "image/pñg",
                "text/mar\u212Adown",
                "-image/png",
                "image/.png",
                "image\\png",
                "image/png,text/html"
            })
    void anythingElseIsRefused(String value) {
        Refused.asInvalid("fileType", () -> new MediaType(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=utf-8", "text/plain; charset=utf-8", "text/plain;", "a/b;c=\"d\""})
    void parametersAreRefused(String value) {
        Refused.asInvalid("fileType", () -> new MediaType(value));
    }

    @Test
    void eachHalfHasUpTo127Characters() {
        String longest = "a".repeat(127);
        assertThat(new MediaType(longest + "/" + longest).value()).hasSize(255);
        Refused.asInvalid("fileType", () -> new MediaType(longest + "a/" + longest));
        Refused.asInvalid("fileType", () -> new MediaType(longest + "/a" + longest));
    }

    @Test
    void itIsKeptInLowerCaseWhateverTheLanguageOfTheMachine() {
        assertThat(new MediaType("IMAGE/TIFF")).isEqualTo(new MediaType("image/tiff"));
        assertThat(new MediaType("Application/PDF").value()).isEqualTo("application/pdf");
    }

    @Test
    void aRangeIsReadInAnyCase() {
        assertThat(MediaType.range("Image/*")).contains("image/*");
        assertThat(MediaType.range("IMAGE/TIFF")).contains("image/tiff");
        assertThat(MediaType.range("*/*")).isEmpty();
        assertThat(MediaType.range("image")).isEmpty();
        assertThat(MediaType.range("/*")).isEmpty();
    }

    @Test
    void aRangeIsATypeOrAllOfAKind() {
        MediaType png = new MediaType("image/png");
        assertThat(png.in("image/png")).isTrue();
        assertThat(png.in("image/*")).isTrue();

        assertThat(png.in("image/jpeg")).isFalse();
        assertThat(png.in("image/pn")).isFalse();
        assertThat(png.in("imag/*")).isFalse();
        assertThat(png.in("video/*")).isFalse();
        assertThat(new MediaType("imagery/png").in("image/*")).isFalse();
        assertThat(new MediaType("image/svg+xml").in("image/svg")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "image/webp", "application/pdf", "text/plain", "video/mp4"})
    void whatABrowserOnlyShowsIsSafeInPlaceAndServedAsItIs(String value) {
        assertThat(new MediaType(value).safeInline()).isTrue();
        assertThat(new MediaType(value).served()).isEqualTo(new MediaType(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/xml",
                "text/xsl",
                "text/css",
                "text/javascript",
                "text/ecmascript",
                "image/svg",
                "image/svg+xml",
                "application/xml",
                "application/xhtml+xml",
                "application/xhtml",
                "application/rss+xml",
                "application/vnd.x+xml",
                "application/javascript",
                "application/x-javascript",
                "application/ecmascript",
                "application/x-shockwave-flash",
                "multipart/x-mixed-replace",
                "message/rfc822"
            })
    void whatABrowserMightRunIsNeverInPlaceAndServedAsBytes(String value) {
        assertThat(new MediaType(value).safeInline()).isFalse();
        assertThat(new MediaType(value).served()).isEqualTo(MediaType.BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/zip", "application/json", "text/csv", "font/woff2", "x/unheard-of"})
    void whatIsNotKnownToBeSafeIsSavedUnderItsOwnType(String value) {
        assertThat(new MediaType(value).safeInline()).isFalse();
        assertThat(new MediaType(value).served()).isEqualTo(new MediaType(value));
    }
}
