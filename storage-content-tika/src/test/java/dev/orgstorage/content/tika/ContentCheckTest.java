package dev.orgstorage.content.tika;

import static dev.orgstorage.domain.ContentCheck.LENIENT;
import static dev.orgstorage.domain.ContentCheck.OFF;
import static dev.orgstorage.domain.ContentCheck.STRICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.testkit.ContentSamples;
import dev.orgstorage.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for what, with the detector that servers have. */
class ContentCheckTest {
    private static final ContentDetector DETECTOR = new TikaContentDetector();
    private static final List<String> PAGES = List.of(
            "html",
            "html after space",
            "html after a mark",
            "html after a comment",
            "html that is a script",
            "html that never ends its comment",
            "html fragment",
            "html in UTF-16LE",
            "html in UTF-16BE",
            "html in UTF-16 without a mark",
            "xhtml",
            "svg",
            "svg with a prologue",
            "svg without a namespace",
            "svg by another prefix",
            "xml",
            "html and pdf",
            "html and png");

    private final Samples samples = new Samples(Instant.parse("2026-03-04T05:06:07Z"), new Random(1));

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "png, image/x-png",
        "png, image/apng",
        "jpeg, image/jpeg",
        "jpeg, image/jpg",
        "gif, image/gif",
        "webp, image/webp",
        "avif, image/avif",
        "heic, image/heic",
        "heic, image/heif",
        "bmp, image/bmp",
        "bmp, image/x-ms-bmp",
        "tiff, image/tiff",
        "tiff, image/x-canon-cr2",
        "ico, image/x-icon",
        "ico, image/vnd.microsoft.icon",
        "pdf, application/pdf",
        "mp4, video/mp4",
        "mp4, video/quicktime",
        "mov, video/quicktime",
        "mov, video/mp4",
        "m4a, audio/mp4",
        "m4a, audio/x-m4a",
        "webm, video/webm",
        "webm, audio/webm",
        "mkv, video/x-matroska",
        "mp3, audio/mpeg",
        "mp3, audio/mp3",
        "mp3 with a tag, audio/mpeg",
        "wav, audio/wav",
        "wav, audio/x-wav",
        "ogg, audio/ogg",
        "ogg, application/ogg",
        "opus, audio/ogg",
        "flac, audio/flac",
        "aac, audio/aac",
        "mpeg-ts, video/mp2t",
        "avi, video/x-msvideo",
        "html, text/html",
        "html after a comment, text/html",
        "html fragment, text/html",
        "html in UTF-16LE, text/html",
        "xhtml, application/xhtml+xml",
        "svg, image/svg+xml",
        "svg with a prologue, image/svg+xml",
        "xml, application/xml",
        "xml, text/xml",
        "xml, application/atom+xml",
        "xml without a declaration, text/xml",
        "javascript, text/javascript",
        "text, text/plain",
        "text in UTF-16, text/plain",
        "text in Latin-1, text/plain",
        "text in Cyrillic, text/plain",
        "text with colours, text/plain",
        "text that begins with an address, text/plain",
        "text that begins like a sound, text/plain",
        "javascript, text/plain",
        "csv, text/csv",
        "csv, text/plain",
        "markdown, text/markdown",
        "markdown with a heading in HTML, text/markdown",
        "markdown with a comment, text/x-markdown",
        "json, text/plain",
        "calendar, text/calendar",
        "playlist, audio/x-mpegurl",
        "gif and script, image/gif",
        "png and html, image/png"
    })
    void whatIsAsPromisedIsTaken(String sample, String type) {
        assertThat(accepts(STRICT, sample, type)).as("strictly").isTrue();
        assertThat(accepts(LENIENT, sample, type)).as("leniently").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, image/png",
        "png, image/jpeg",
        "gif, image/webp",
        "pdf, image/png",
        "text, image/png",
        "zip, image/png",
        "elf, image/jpeg",
        "mp4, image/avif",
        "png, application/pdf",
        "docx, application/pdf",
        "text, application/pdf",
        "png, text/plain",
        "elf, text/plain",
        "exe, text/csv",
        "zip, text/html",
        "png, image/svg+xml",
        "png, text/javascript",
        "pdf, text/plain",
        "script and pdf, text/plain",
        "mp3, video/mp4",
        "webm, video/mp4",
        "png, video/mp4",
        "gif, audio/mpeg",
        "ogg, audio/wav",
        "elf, audio/mpeg",
        "text, video/mp4",
        "markdown with a heading in HTML, text/plain",
        "gif and script, image/png",
        "png and html, text/html"
    })
    void whatIsSomethingElseIsRefusedEvenLeniently(String sample, String type) {
        assertThat(accepts(STRICT, sample, type)).as("strictly").isFalse();
        assertThat(accepts(LENIENT, sample, type)).as("leniently").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "noise, image/png",
        "noise, application/pdf",
        "noise, text/plain",
        "noise, video/mp4",
        "noise, text/html",
        "zeros, image/jpeg",
        "text in Latin-1, image/png"
    })
    void whatCannotBeToldIsTakenLenientlyAlone(String sample, String type) {
        assertThat(accepts(STRICT, sample, type)).as("strictly").isFalse();
        assertThat(accepts(LENIENT, sample, type)).as("leniently").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "image/jpeg",
                "image/gif",
                "image/webp",
                "image/x-icon",
                "image/unheard-of",
                "application/pdf",
                "text/plain",
                "text/csv",
                "text/css",
                "audio/mpeg",
                "audio/ogg",
                "video/mp4"
            })
    void noPageIsEverTakenForWhatIsShown(String type) {
        for (String page : PAGES) {
            assertThat(accepts(STRICT, page, type)).as(page).isFalse();
            assertThat(accepts(LENIENT, page, type)).as(page).isFalse();
        }
    }

    /** Even by a detector that knows nothing. */
    @Test
    void pagesAreToldWithoutTheDetector() {
        for (String page : PAGES) {
            assertThat(accepts(LENIENT, page, "image/png", start -> MediaType.BYTES))
                    .as(page)
                    .isFalse();
        }
    }

    /** In one go, however it is made to be read again and again. */
    @Test
    @Timeout(10)
    void hostileMarkupIsReadInOneGo() {
        List<String> hostile = List.of(
                "<!doctype" + " ".repeat(1300) + "a".repeat(1300) + " ".repeat(1300) + "[",
                "<!doctype html " + "a ".repeat(2000) + "[",
                "<!doctype a [" + "]".repeat(4000),
                "<!doctype a [".repeat(300),
                "<!--".repeat(1000),
                "<!-- -->".repeat(500),
                "<?".repeat(2000),
                "<?xml?>".repeat(500),
                " ".repeat(4096),
                "<".repeat(4096),
                "<a".repeat(2048),
                "<" + "a:".repeat(2000));
        for (String start : hostile) {
            byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 100; i++) {
                assertThat(accepts(STRICT, bytes, "image/png", any -> MediaType.BYTES))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html [",
                "<!DOCTYPE html SYSTEM 'a' [ <!ENTITY b 'c'> ] >",
                "<!doctype html",
                "<?xml version='1.0'?><!doctype html><p>",
                "<!doctype svg [ <!ENTITY a '>'",
                "<!doctype note []><note>",
                "<?xml",
                "<?other ?><html>",
                "<html",
                "<SVG",
                "<svg/onload=alert(1)>",
                "<meta charset=utf-7>"
            })
    void whatIsCutOffOrUnusualIsMarkupAllTheSame(String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(accepts(LENIENT, bytes, "text/plain", any -> MediaType.BYTES))
                .isFalse();
        assertThat(accepts(LENIENT, bytes, "text/markdown", any -> MediaType.BYTES))
                .isFalse();
    }

    @Test
    void aPageInMarkdownIsNone() {
        for (String page : List.of("html", "html that is a script", "svg", "xhtml")) {
            assertThat(accepts(LENIENT, page, "text/markdown")).as(page).isFalse();
        }
    }

    @Test
    void aPageIsNoDrawingAndADrawingIsMarkup() {
        assertThat(accepts(STRICT, "html", "image/svg+xml")).isFalse();
        assertThat(accepts(STRICT, "text", "image/svg+xml")).isFalse();
        assertThat(accepts(STRICT, "text", "application/xml")).isFalse();
        assertThat(accepts(STRICT, "svg", "application/xml")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "application/zip",
                "application/json",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/msword",
                "font/woff2"
            })
    void whatBrowsersOnlySaveIsNotLookedAt(String type) {
        for (ContentCheck check : ContentCheck.values()) {
            assertThat(check.concerns(new Content(new MediaType(type), 10))).isFalse();
        }
    }

    @Test
    void anEmptyFileIsNotLookedAtAndNothingIsWhenOff() {
        MediaType png = new MediaType("image/png");
        assertThat(STRICT.concerns(new Content(png, 0))).isFalse();
        assertThat(STRICT.concerns(new Content(png, 1))).isTrue();
        assertThat(LENIENT.concerns(new Content(png, 1))).isTrue();
        assertThat(OFF.concerns(new Content(png, 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "photo.html, image/png, html",
        "photo.png.HTM, image/png, htm",
        "photo.svg, image/png, svg",
        "notes.js, text/plain, js",
        "report.xhtml, application/pdf, xhtml",
        "setup.exe, application/pdf, exe",
        "setup.exe., text/plain, exe",
        "'setup.exe . ', text/plain, exe",
        "page.hta, text/html, hta",
        "İ.SCR, image/png, scr",
        "song.BAT, audio/mpeg, bat"
    })
    void aNameCannotPromiseWhatItsTypeDoesNot(String name, String type, String extension) {
        assertThatThrownBy(() -> STRICT.checkName(new FileName(name), new MediaType(type)))
                .isInstanceOf(StorageException.Invalid.class)
                .hasMessageStartingWith("fileName ends in ." + extension + ",")
                .hasMessageContaining(type);
        LENIENT.checkName(new FileName(name), new MediaType(type));
        OFF.checkName(new FileName(name), new MediaType(type));
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, text/html",
        "page.htm, application/xhtml+xml",
        "drawing.svg, image/svg+xml",
        "feed.xml, application/atom+xml",
        "app.mjs, text/javascript",
        "setup.exe, application/octet-stream",
        "photo.jpg, image/png",
        "html, image/png",
        ".html.png, image/png",
        "Amazon.com, application/pdf",
        "build.sh, text/plain"
    })
    void otherNamesAreAsGoodAsAny(String name, String type) {
        STRICT.checkName(new FileName(name), new MediaType(type));
    }

    @Test
    void theRefusalSaysWhatWasPromisedAndWhatCame() {
        assertThatThrownBy(() -> check(STRICT, ContentSamples.of("gif"), "image/png", DETECTOR))
                .hasMessageContaining("is not image/png, as was promised, but image/gif; it was removed");
        assertThatThrownBy(() -> check(STRICT, ContentSamples.of("html"), "image/png", DETECTOR))
                .hasMessageContaining("is not image/png, as was promised, but HTML; it was removed");
        assertThatThrownBy(() -> check(STRICT, ContentSamples.of("noise"), "image/png", DETECTOR))
                .hasMessageContaining("is not image/png, as was promised, but nothing that is known; it was removed");
    }

    /** However it is cut or broken, there is an answer, and what was markup from its first byte on stays refused. */
    @Test
    void anyBytesAtAllAreAnswered() {
        Random random = new Random(20_261_124);
        for (String name : ContentSamples.names()) {
            byte[] sample = ContentSamples.of(name);
            for (String type : List.of("image/png", "text/plain", "image/svg+xml", "text/xml", "audio/mpeg")) {
                byte[] broken = sample.clone();
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                boolean strictly = accepts(STRICT, broken, type, DETECTOR);
                boolean leniently = accepts(LENIENT, broken, type, DETECTOR);
                assertThat(strictly && !leniently).as(name + " as " + type).isFalse();
            }
        }
    }

    private boolean accepts(ContentCheck check, String sample, String type) {
        return accepts(check, sample, type, DETECTOR);
    }

    private boolean accepts(ContentCheck check, String sample, String type, ContentDetector detector) {
        return accepts(check, ContentSamples.of(sample), type, detector);
    }

    private boolean accepts(ContentCheck check, byte[] bytes, String type, ContentDetector detector) {
        try {
            check(check, bytes, type, detector);
            return true;
        } catch (StorageException.ContentMismatch refused) {
            return false;
        }
    }

    private void check(ContentCheck check, byte[] bytes, String type, ContentDetector detector) {
        FileRecord file = samples.pending(samples.someone(), "file", new Content(new MediaType(type), bytes.length));
        if (check.concerns(file.content())) {
            check.check(file, bytes, detector.detect(bytes));
        }
    }
}
