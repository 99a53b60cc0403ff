package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileIdsTest {
    private static final Instant TIME = Instant.parse("2026-03-29T00:59:59.999998Z");
    private static final String ID = "019d36f2-5f4a-7abc-8123-0123456789ab";

    @Test
    void idsAreOfVersionSevenAndTheVariantOfTheStandard() {
        for (RandomGenerator random : List.<RandomGenerator>of(() -> 0L, () -> -1L, new Random(1))) {
            UUID id = new FileIds(() -> TIME, random).next().value();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void theirFirst48BitsAreTheMillisecondsSince1970() {
        UUID id = new FileIds(() -> TIME, new Random(1)).next().value();
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
        UUID first = new FileIds(() -> TIME, new Random(1)).at(Instant.EPOCH).value();
        assertThat(first.getMostSignificantBits() >>> 16).isZero();
    }

    @Test
    void idsInOrderAreFilesInOrderOfTimeToTheMicrosecond() {
        FileIds highest = new FileIds(() -> TIME, () -> -1L);
        FileIds lowest = new FileIds(() -> TIME, () -> 0L);
        for (int micros = 0; micros < 2_500; micros++) {
            Instant time = TIME.plus(micros, ChronoUnit.MICROS);
            assertThat(highest.at(time).toString())
                    .isLessThan(lowest.at(time.plus(1, ChronoUnit.MICROS)).toString());
        }
    }

    @Test
    void anIdTellsItsTimeToTheMicrosecond() {
        FileIds ids = new FileIds(() -> TIME, new Random(1));
        for (int micros = 0; micros < 3_000; micros++) {
            Instant time = TIME.plus(micros, ChronoUnit.MICROS);
            assertThat(ids.at(time).time()).isEqualTo(time);
        }
    }

    @Test
    void theClockSaysWhenAndAnImportSaysForItself() {
        assertThat(new FileIds(() -> TIME, () -> 5L).next()).isEqualTo(new FileIds(() -> TIME, () -> 5L).at(TIME));
    }

    @Test
    void idsOfTheSameMomentDiffer() {
        FileIds ids = new FileIds(() -> TIME, new Random(1));
        Set<FileId> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(made.add(ids.next())).isTrue();
        }
    }

    @Test
    void anIdIsReadInItsUsualFormAndInCapitals() {
        assertThat(FileId.parse(ID)).hasToString(ID);
        assertThat(FileId.parse(ID.toUpperCase(Locale.ROOT))).isEqualTo(FileId.parse(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1-1-7000-8000-1",
                "019d36f25f4a7abc81230123456789ab",
                "{019d36f2-5f4a-7abc-8123-0123456789ab}",
                "urn:uuid:019d36f2-5f4a-7abc-8123-0123456789ab",
                " 019d36f2-5f4a-7abc-8123-0123456789ab",
                "019d36f2-5f4a-7abc-8123-0123456789ab ",
                "019d36f2-5f4a-7abc-8123-0123456789abc",
                "1019d36f2-5f4a-7abc-8123-0123456789ab",
                "019d36f2-5f4a-7abc-8123-0123456789ag",
                "０19d36f2-5f4a-7abc-8123-0123456789ab",
                "019d36f2-5f4a-4abc-8123-0123456789ab",
                "019d36f2-5f4a-7abc-0123-0123456789ab",
                "019d36f2-5f4a-7abc-f123-0123456789ab",
                "00000000-0000-0000-0000-000000000000",
                "../019d36f2-5f4a-7abc-8123-0123456789ab"
            })
    void anythingElseIsNotAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FileId.parse(text));
    }
}
