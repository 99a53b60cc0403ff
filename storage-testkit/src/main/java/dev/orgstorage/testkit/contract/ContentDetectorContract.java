package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.testkit.ContentSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The promises of {@link ContentDetector}. */
public interface ContentDetectorContract {
    Map<String, String> KNOWN = Map.of(
            "png", "image/png",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "pdf", "application/pdf");

    ContentDetector detector();

    @Test
    default void whatEveryBrowserShowsIsTold() {
        KNOWN.forEach((name, type) ->
                assertThat(detector().detect(ContentSamples.of(name))).as(name).isEqualTo(new MediaType(type)));
    }

    @Test
    default void nothingElseIsTakenForThat() {
        List<String> others = List.of("text", "html", "svg", "zip", "elf", "noise", "zeros", "mp3", "html and png");
        for (String name : others) {
            assertThat(detector().detect(ContentSamples.of(name)).value())
                    .as(name)
                    .isNotIn(KNOWN.values());
        }
    }

    @Test
    default void whatIsNotKnownIsBytes() {
        assertThat(detector().detect(ContentSamples.of("noise"))).isEqualTo(MediaType.BYTES);
        assertThat(detector().detect(ContentSamples.of("zeros"))).isEqualTo(MediaType.BYTES);
        assertThat(detector().detect(new byte[0])).isEqualTo(MediaType.BYTES);
    }

    @Test
    default void whateverTheBytesAreItAnswersAndLeavesThemAsTheyAre() {
        Random random = new Random(20_261_124);
        for (String name : ContentSamples.names()) {
            byte[] sample = ContentSamples.of(name);
            for (int i = 0; i < 30; i++) {
                byte[] start = Arrays.copyOf(sample, random.nextInt(sample.length + 1));
                if (start.length > 0 && i % 2 == 0) {
                    start[random.nextInt(start.length)] = (byte) random.nextInt();
                }
                byte[] before = start.clone();
                assertThat(detector().detect(start)).isNotNull();
                assertThat(start).isEqualTo(before);
            }
        }
    }
}
