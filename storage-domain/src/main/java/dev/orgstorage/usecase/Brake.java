package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Orphans;
import dev.orgstorage.usecase.Repair.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a repair from what is too young, and from removing too much. */
final class Brake {
    private final Rules rules;
    private final InstantSource clock;
    private final AtomicLong removed = new AtomicLong();

    Brake(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    boolean isYoung(Instant since) {
        return Duration.between(since, clock.instant()).compareTo(rules.minAge()) < 0;
    }

    boolean removes(Difference difference) {
        return !isYoung(difference.since())
                && switch (difference.kind()) {
                    case MISSING -> true;
                    case ORPHAN -> rules.orphans() == Orphans.DELETE;
                    case OVERDUE ->
                        !isAsPromised(
                                Objects.requireNonNull(difference.file()), Optional.ofNullable(difference.object()));
                    case ALTERED, UNSETTLED -> false;
                };
    }

    /** Whether the upload would become ready. */
    boolean isAsPromised(FileRecord file, Optional<StoredObject> object) {
        try {
            return object.map(found -> file.ready(found, clock.instant())).isPresent();
        } catch (StorageException.UploadMismatch e) {
            return false;
        }
    }

    /** Removing the records of files that are in another bucket would make the sweep remove them there. */
    Optional<String> refusal(Counts counts, long removals) {
        if (counts.differences(Kind.MISSING) > 0 && counts.inPlace() == 0) {
            return Optional.of("Not one of the ready records (" + counts.ready()
                    + ") has its object here. Is this the bucket that they are of? Nothing was repaired");
        }
        if (removals > rules.maxDeletes()) {
            return Optional.of("To repair this, " + removals + " files would lose their record or object, and only "
                    + rules.maxDeletes() + " may. Nothing was repaired");
        }
        return Optional.empty();
    }

    boolean mayRemove() {
        return removed.get() < rules.maxDeletes();
    }

    void removed(int files) {
        removed.addAndGet(files);
    }
}
