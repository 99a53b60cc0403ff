package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final long MIB = 1 << 20;

    @Test
    void allPartsAreOfOneSizeButTheLast() {
        Parts parts = new Parts(12 * MIB, 5 * MIB);
        assertThat(parts.count()).isEqualTo(3);
        assertThat(parts.sizeOf(1)).isEqualTo(5 * MIB);
        assertThat(parts.sizeOf(2)).isEqualTo(5 * MIB);
        assertThat(parts.sizeOf(3)).isEqualTo(2 * MIB);
        assertThat(new Parts(10 * MIB, 5 * MIB).sizeOf(2)).isEqualTo(5 * MIB);
        assertThat(new Parts(1, 5 * MIB).sizeOf(1)).isEqualTo(1);
    }

    @Test
    void theUsualPartGrowsWithWhatIsTooLargeForIt() {
        assertThat(usual(1)).isEqualTo(new Parts(1, 16 * MIB));
        assertThat(usual(160_000 * MIB)).isEqualTo(new Parts(160_000 * MIB, 16 * MIB));
        Parts larger = usual(160_000 * MIB + 1);
        assertThat(larger.partSize()).isEqualTo(16 * MIB + 1);
        assertThat(larger.count()).isLessThanOrEqualTo(Parts.MOST);
        Parts largest = usual(UploadLimits.LARGEST_OBJECT);
        assertThat(largest.count()).isEqualTo(Parts.MOST);
        assertThat(largest.sizeOf(Parts.MOST)).isBetween(1L, largest.partSize());
    }

    @Test
    void whatNoBucketTakesIsRefused() {
        Refused.asInvalid("fileSize", () -> new Parts(0, 5 * MIB));
        Refused.asInvalid("fileSize", () -> Parts.of(new Content(MediaType.BYTES, 0)));
        Refused.asInvalid("partSize", () -> new Parts(1, 5 * MIB - 1));
        Refused.asInvalid("partSize", () -> new Parts(1, Parts.LARGEST + 1));
        Refused.asInvalid("partSize", () -> new Parts(50_000 * MIB + 1, 5 * MIB));
        assertThat(new Parts(50_000 * MIB, 5 * MIB).count()).isEqualTo(10_000);
    }

    @Test
    void thereIsNoPartBeforeTheFirstAndNoneAfterTheLast() {
        Parts parts = new Parts(12 * MIB, 5 * MIB);
        for (int number : List.of(Integer.MIN_VALUE, 0, 4, Integer.MAX_VALUE)) {
            Refused.asInvalid("numbers", () -> parts.sizeOf(number));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Parts parts = new Parts(41 * MIB, 5 * MIB);
        assertThat(parts.missingFrom(List.of())).isEqualTo("9 of 9 parts are missing: 1, 2, 3, 4, 5, …");
        assertThat(parts.missingFrom(List.of(part(1), part(2), part(4), part(5), part(6), part(7), part(8))))
                .isEqualTo("2 of 9 parts are missing: 3, 9");
        assertThat(new Parts(1, 5 * MIB).missingFrom(List.of(part(1)))).isEmpty();
    }

    @Test
    void whatIsNotAsPromisedIsNamed() {
        Parts parts = new Parts(12 * MIB, 5 * MIB);
        UploadedPart last = new UploadedPart(3, 2 * MIB, "etag");
        assertThat(parts.differencesFrom(List.of(part(1), last))).isEmpty();
        assertThat(parts.differencesFrom(List.of(new UploadedPart(3, 7, "etag"), part(4))))
                .containsExactly("part 3 has 7 bytes, promised 2097152", "part 4 is beyond the last, 3");
    }

    private static Parts usual(long size) {
        return Parts.of(new Content(MediaType.BYTES, size));
    }

    private static UploadedPart part(int number) {
        return new UploadedPart(number, 5 * MIB, "etag");
    }
}
