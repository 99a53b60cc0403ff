package dev.orgstorage.domain;

import static dev.orgstorage.domain.Examples.NOW;
import static dev.orgstorage.domain.Examples.TEXT;
import static dev.orgstorage.domain.Examples.UNTIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileRecordTest {
    private static final Sha256 PROMISED = Sha256.of(new byte[32]);
    private static final Sha256 OTHER = new Sha256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    private static final Caller ANN = Caller.in(Examples.ACME, Examples.ANN, Role.MEMBER);
    private static final Instant LATER = NOW.plusSeconds(30);

    @Test
    void aFileIsBornPendingAndBelongsToTheContext() {
        FileRecord file = Examples.pending(ANN);
        assertThat(file.isReady()).isFalse();
        assertThat(file.owner()).isEqualTo(Owner.of(Examples.ACME));
        assertThat(file.uploader()).isEqualTo(Examples.ANN);
        assertThat(file.key()).isEqualTo(ObjectKey.of(file.owner(), file.id(), file.name()));
        assertThat(file.state()).isEqualTo(new FileState.Pending(micros(UNTIL)));
        assertThat(file.createdAt()).isEqualTo(micros(NOW)).isEqualTo(file.updatedAt());
    }

    @Test
    void itComesInPartsUntilItIsReady() {
        FileRecord whole = Examples.pending(ANN);
        Multipart multipart = new Multipart(Parts.USUAL, new UploadId("u"));
        FileRecord inParts = whole.inParts(multipart);
        assertThat(whole.multipart()).isEmpty();
        assertThat(inParts.multipart()).contains(multipart);
        assertThat(inParts.state()).isEqualTo(new FileState.Pending(micros(UNTIL), multipart));

        FileRecord ready = inParts.ready(stored(11, "text/plain", null), LATER);
        assertThat(ready.multipart()).isEmpty();
        assertThatThrownBy(() -> ready.inParts(multipart)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timesAreKeptToTheMicrosecond() {
        FileRecord ready = Examples.pending(ANN).ready(stored(11, "text/plain", null), LATER);
        assertThat(LATER).isNotEqualTo(micros(LATER));
        assertThat(ready.state()).isEqualTo(new FileState.Ready("etag", micros(LATER)));
        assertThat(ready.updatedAt()).isEqualTo(micros(LATER));
    }

    @Test
    void aPromiseKeptMakesItReadyAndChangesNothingElse() {
        FileRecord pending = Examples.pending(ANN);
        FileRecord ready = pending.ready(stored(11, "text/plain", null), LATER);
        assertThat(ready.isReady()).isTrue();
        assertThat(ready)
                .usingRecursiveComparison()
                .ignoringFields("state", "updatedAt")
                .isEqualTo(pending);
    }

    @Test
    void anExpiredUploadThatArrivedIsReadyAllTheSame() {
        FileRecord ready = Examples.pending(ANN).ready(stored(11, "text/plain", null), UNTIL.plusSeconds(3600));
        assertThat(ready.isReady()).isTrue();
    }

    @Test
    void aBucketMayWriteTheTypeInCapitals() {
        assertThat(Examples.pending(ANN)
                        .ready(stored(11, "Text/PLAIN", null), LATER)
                        .isReady())
                .isTrue();
    }

    @Test
    void theChecksumIsComparedIfItWasPromised() {
        FileRecord promised = Examples.pending(ANN, new Content(TEXT.type(), 11, PROMISED));
        assertThat(promised.ready(stored(11, "text/plain", PROMISED), LATER).isReady())
                .isTrue();
        assertThat(Examples.pending(ANN)
                        .ready(stored(11, "text/plain", OTHER), LATER)
                        .isReady())
                .isTrue();
        assertThatThrownBy(() -> promised.ready(stored(11, "text/plain", OTHER), LATER))
                .isInstanceOf(StorageException.UploadMismatch.class)
                .hasMessageContaining("SHA-256 is " + OTHER + ", promised " + PROMISED);
    }

    @Test
    void aPromiseBrokenIsAMismatchThatSaysEveryDifference() {
        FileRecord pending = Examples.pending(ANN);
        broken(pending, stored(10, "text/plain", null), "size is 10, promised 11");
        broken(pending, stored(12, "text/plain", null), "size is 12, promised 11");
        broken(pending, stored(0, "text/plain", null), "size is 0, promised 11");
        broken(pending, stored(11, "text/html", null), "type is text/html, promised text/plain");
        broken(pending, stored(11, "", null), "type is , promised text/plain");
        broken(pending, stored(1, "a/b", null), "size is 1, promised 11; type is a/b, promised text/plain");
    }

    @Test
    void aReadyFileStaysAsItIsWhateverIsSeenLater() {
        FileRecord ready = Examples.pending(ANN).ready(stored(11, "text/plain", null), LATER);
        assertThat(ready.ready(stored(99, "text/html", OTHER), LATER.plusSeconds(60)))
                .isSameAs(ready);
    }

    private static void broken(FileRecord file, StoredObject stored, String difference) {
        assertThatThrownBy(() -> file.ready(stored, LATER))
                .isInstanceOf(StorageException.UploadMismatch.class)
                .hasMessageContaining("(" + difference + ")")
                .hasMessageContaining(file.id().toString());
    }

    private static StoredObject stored(long size, String type, @Nullable Sha256 checksum) {
        ObjectKey key = Examples.pending(ANN).key();
        return new StoredObject(key, size, type, "etag", checksum, NOW, Map.of());
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
