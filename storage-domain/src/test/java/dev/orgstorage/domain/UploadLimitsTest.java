package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadLimitsTest {
    private static final UploadLimits IMAGES_10_MB = UploadLimits.upTo(10 << 20, "image/*");

    @Test
    void imagesOnlyTenMegabytesIsOneLine() {
        accepted(IMAGES_10_MB, "image/png", 1);
        accepted(IMAGES_10_MB, "IMAGE/TIFF", 10 << 20);

        refusedForSize(IMAGES_10_MB, "image/png", 0);
        refusedForSize(IMAGES_10_MB, "image/png", (10 << 20) + 1);
        refusedForType(IMAGES_10_MB, "text/html");
        refusedForType(IMAGES_10_MB, "imagery/png");
    }

    @Test
    void theStandardIsAnyTypeUpToWhatR2Takes() {
        UploadLimits standard = UploadLimits.standard();
        accepted(standard, "x/unheard-of", 0);
        accepted(standard, "text/html", UploadLimits.LARGEST_OBJECT);
        refusedForSize(standard, "text/plain", UploadLimits.LARGEST_OBJECT + 1);
        refusedForSize(standard, "text/plain", (1L << 53) - 1);
        assertThat(UploadLimits.LARGEST_OBJECT).isEqualTo(5_492_189_429_760L);
    }

    @Test
    void whatOnePutCarriesIsLessAndThereIsAnotherWay() {
        Content largest = new Content(MediaType.BYTES, UploadLimits.LARGEST_PUT);
        assertThatCode(() -> UploadLimits.checkPut(largest)).doesNotThrowAnyException();
        Content larger = new Content(MediaType.BYTES, UploadLimits.LARGEST_PUT + 1);
        Refused.asInvalid("fileSize", () -> UploadLimits.checkPut(larger));
        assertThatThrownBy(() -> UploadLimits.checkPut(larger)).hasMessageEndingWith("; send the file in parts");
        assertThat(UploadLimits.LARGEST_PUT).isEqualTo(5_363_466_240L);
    }

    @Test
    void typesAreAllowedOneByOneOrByKind() {
        UploadLimits limits = UploadLimits.upTo(100, "application/pdf", "image/*");
        accepted(limits, "application/pdf", 100);
        accepted(limits, "image/webp", 100);
        refusedForType(limits, "application/zip");
    }

    @Test
    void theAnswerSaysWhatIsAllowed() {
        UploadLimits limits = UploadLimits.upTo(100, "image/*", "application/pdf");
        assertThatThrownBy(() -> limits.check(new Content(new MediaType("text/html"), 1)))
                .hasMessage("fileType text/html is not allowed here; allowed are application/pdf, image/*");
        assertThatThrownBy(() -> limits.check(new Content(new MediaType("image/png"), 101)))
                .hasMessage("fileSize is above the largest allowed, 100 bytes");
    }

    @Test
    void limitsThatNothingCanKeepAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadLimits(-1, 10, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadLimits(11, 10, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> UploadLimits.upTo(0));
        assertThatIllegalArgumentException().isThrownBy(() -> UploadLimits.upTo(UploadLimits.LARGEST_OBJECT + 1));
    }

    @Test
    void typesAreReadInAnyCaseAndMayRepeat() {
        UploadLimits limits = UploadLimits.upTo(100, "Image/*", "image/*", "APPLICATION/PDF");
        accepted(limits, "image/tiff", 1);
        accepted(limits, "application/pdf", 1);
        assertThat(limits.types()).containsExactlyInAnyOrder("image/*", "application/pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "*/*", "*", "/*", "image/", "image/png; q=1"})
    void whatIsNoTypeIsRefused(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadLimits.upTo(100, type))
                .withMessageEndingWith(": " + type);
    }

    private static void accepted(UploadLimits limits, String type, long size) {
        assertThatCode(() -> limits.check(new Content(new MediaType(type), size)))
                .doesNotThrowAnyException();
    }

    private static void refusedForSize(UploadLimits limits, String type, long size) {
        Refused.asInvalid("fileSize", () -> limits.check(new Content(new MediaType(type), size)));
    }

    private static void refusedForType(UploadLimits limits, String type) {
        assertThatThrownBy(() -> limits.check(new Content(new MediaType(type), 1)))
                .isInstanceOf(StorageException.TypeNotAllowed.class);
    }
}
