package dev.orgstorage.domain;

import static dev.orgstorage.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TombstoneTest {
    @Test
    void aTombstoneStandsForADay() {
        assertThat(until(NOW.minusSeconds(1))).isEqualTo(micros(NOW.plus(Duration.ofDays(1))));
        assertThat(until(NOW.plus(Duration.ofMinutes(10)))).isEqualTo(micros(NOW.plus(Duration.ofDays(1))));
        assertThat(until(Instant.EPOCH)).isEqualTo(micros(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void aTombstoneOutlivesEveryUploadThatAUrlCanStillBegin() {
        Instant uploadUntil = NOW.plus(Duration.ofDays(7));
        assertThat(until(uploadUntil)).isEqualTo(micros(uploadUntil.plus(Duration.ofHours(6))));
        Instant justBeyond = NOW.plus(Duration.ofHours(18)).plusSeconds(1);
        assertThat(until(justBeyond))
                .isEqualTo(micros(NOW.plus(Duration.ofDays(1)).plusSeconds(1)));
    }

    @Test
    void itsObjectIsYetToBeRemoved() {
        FileRecord file = Examples.pending(Caller.personal(Examples.ANN));
        Tombstone tombstone = Tombstone.of(file, NOW, NOW);
        assertThat(tombstone.objectRemoved()).isFalse();
        assertThat(tombstone.removed().objectRemoved()).isTrue();
        assertThat(tombstone.id()).isEqualTo(file.id());
        assertThat(tombstone.key()).isEqualTo(file.key());
    }

    @Test
    void itSaysWhetherTheFileWasComingInParts() {
        FileRecord file = Examples.pending(Caller.personal(Examples.ANN));
        FileRecord inParts = file.inParts(new Multipart(Parts.USUAL, null));
        assertThat(Tombstone.of(file, NOW, NOW).inParts()).isFalse();
        assertThat(Tombstone.of(inParts, NOW, NOW).inParts()).isTrue();
        assertThat(Tombstone.of(inParts, NOW, NOW).removed().inParts()).isTrue();
        assertThat(Tombstone.of(file.id(), new ObjectKey("orphan"), NOW).inParts())
                .isFalse();
    }

    private static Instant until(Instant uploadUntil) {
        return Tombstone.of(Examples.pending(Caller.personal(Examples.ANN)), uploadUntil, NOW)
                .until();
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
