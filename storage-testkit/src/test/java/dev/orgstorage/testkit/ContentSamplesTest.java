package dev.orgstorage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSamplesTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "png and html"})
    void wholePicturesAreReadAsSuch(String name) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(ContentSamples.of(name)));
        assertThat(picture.getWidth()).isEqualTo(1);
        assertThat(picture.getHeight()).isEqualTo(1);
    }

    @Test
    void noSampleIsAnothersAndNobodyCanChangeOne() {
        assertThat(ContentSamples.names().stream().map(ContentSamples::of)).doesNotHaveDuplicates();
        ContentSamples.of("png")[0] = 0;
        assertThat(ContentSamples.of("png")[0]).isEqualTo((byte) 0x89);
        assertThatThrownBy(() -> ContentSamples.of("pong")).isInstanceOf(IllegalArgumentException.class);
    }
}
