package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.usecase.Sweep.Batch;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.Duration;
import java.util.List;

/**
 * The part of a sweep that looks for uploads whose URL has expired: those that came become ready; those that did not are
 * looked for again, and go once nothing can arrive any more.
 */
final class ExpiredUploads {
    /** When one that has not come is looked for again. */
    static final Duration NEXT_LOOK = Duration.ofHours(1);

    private static final int BATCH = 100;
    private static final AtOnce LOOKS = new AtOnce(16);

    private static final Swept READY = new Swept(0, 1, 0, 0);
    private static final Swept ABANDONED = new Swept(0, 0, 1, 0);
    private static final Swept FAILED = new Swept(0, 0, 0, 1);

    private final Ledger ledger;
    private final Settlement settlement;
    private final Removal removal;

    ExpiredUploads(Ledger ledger, Settlement settlement, Removal removal) {
        this.ledger = ledger;
        this.settlement = settlement;
        this.removal = removal;
    }

    Batch next() {
        List<FileRecord> expired = ledger.takeExpired(BATCH, NEXT_LOOK);
        Swept swept = LOOKS.map(expired, this::settle).stream().reduce(Swept.NOTHING, Swept::and);
        return new Batch(swept, expired.size() == BATCH && swept.failed() < BATCH);
    }

    /** What became of one whose URL has expired. */
    Swept settle(FileRecord file) {
        try {
            settlement.complete(file);
            return READY;
        } catch (StorageException.NotUploaded e) {
            return giveUp(file) ? ABANDONED : Swept.NOTHING;
        } catch (StorageException.UploadMismatch | StorageException.ContentMismatch e) {
            return ABANDONED;
        } catch (StorageException.NotFound removedMeanwhile) {
            return Swept.NOTHING;
        } catch (StorageException.Unavailable e) {
            return FAILED;
        }
    }

    private boolean giveUp(FileRecord file) {
        boolean abandoned = ledger.removeAbandoned(file);
        if (abandoned) {
            removal.removeObject(file);
        }
        return abandoned;
    }
}
