package dev.orgstorage.content.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.testkit.ContentSamples;
import dev.orgstorage.testkit.contract.ContentDetectorContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikaContentDetectorTest implements ContentDetectorContract {
    private final ContentDetector detector = new TikaContentDetector();

    @Override
    public ContentDetector detector() {
        return detector;
    }

    @ParameterizedTest
    @CsvSource({
        "bmp, image/bmp",
        "tiff, image/tiff",
        "ico, image/vnd.microsoft.icon",
        "avif, image/avif",
        "heic, image/heic",
        "mov, video/quicktime",
        "m4a, audio/mp4",
        "webm, application/x-matroska",
        "mp3, audio/mpeg",
        "mp3 with a tag, audio/mpeg",
        "wav, audio/vnd.wave",
        "ogg, audio/vorbis",
        "flac, audio/x-flac",
        "aac, audio/x-aac",
        "mpeg-ts, video/mp2t",
        "svg, image/svg+xml",
        "xml, application/xml",
        "zip, application/zip",
        "elf, application/x-sharedlib",
        "png and html, image/png"
    })
    void manyFormatsAreTold(String sample, String type) {
        assertThat(detector.detect(ContentSamples.of(sample))).isEqualTo(new MediaType(type));
    }

    @Test
    void whatOnlyBeginsLikeAPacketIsNone() {
        byte[] stream = ContentSamples.of("mpeg-ts");
        assertThat(detector.detect(Arrays.copyOf(stream, 188))).isEqualTo(MediaType.BYTES);
        assertThat(detector.detect(Arrays.copyOf(stream, 377)).value()).isEqualTo("video/mp2t");
        stream[3 * 188] = 0;
        assertThat(detector.detect(stream)).isEqualTo(MediaType.BYTES);
    }

    /** A document that says where its parts are makes nobody fetch them, and one that multiplies itself ends. */
    @Test
    @Timeout(20)
    void hostileDocumentsCostNothing() {
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\" [<!ENTITY % b SYSTEM"
                + " \"file:///dev/zero\"> %b;]><a/>";
        assertThat(detect(outside).value()).contains("xml");

        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">");
        for (char entity = 'b'; entity < 'm'; entity++) {
            String before = "&" + (char) (entity - 1) + ";";
            bomb.append("<!ENTITY ")
                    .append(entity)
                    .append(" \"")
                    .append(before.repeat(10))
                    .append("\">");
        }
        bomb.append("]><a b=\"&l;\">&l;</a>");
        long began = System.nanoTime();
        assertThat(detect(bomb.toString())).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private MediaType detect(String text) {
        return detector.detect(text.getBytes(StandardCharsets.UTF_8));
    }
}
