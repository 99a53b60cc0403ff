package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.SecondLook.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One comparison of all keys with a prefix. It holds no more than a page of each side. */
final class Pass {
    private static final int PAGE = Listing.PAGE;

    private final Ledger ledger;
    private final Tombstones tombstones;
    private final Listing listing;
    private final SecondLook again;
    private final Comparison comparison;
    private final String prefix;
    private final Tally tally = new Tally();
    private final List<Suspect> suspects = new ArrayList<>();

    Pass(Ledger ledger, Tombstones tombstones, ObjectStore objects, Instant began, String prefix) {
        this.ledger = ledger;
        this.tombstones = tombstones;
        this.listing = new Listing(objects);
        this.comparison = new Comparison(began);
        this.again = new SecondLook(ledger, tombstones, objects, comparison);
        this.prefix = prefix;
    }

    Counts run(Consumer<Difference> found, Consumer<Counts> progress) {
        @Nullable ObjectKey last = null;
        boolean more = true;
        while (more) {
            ObjectPage page = listing.page(prefix, last);
            more = page.more();
            @Nullable ObjectKey until = more ? page.entries().getLast().key() : null;
            walk(page.entries(), last, until, found);
            last = until;
            progress.accept(tally.counts());
        }
        askAgain(found);
        return tally.counts();
    }

    /**
     * Records are read before tombstones, as a record turns into a tombstone and never back. So each object that was
     * listed finds the one or the other here, if it has any.
     */
    private void walk(
            List<ObjectPage.Entry> page,
            @Nullable ObjectKey after,
            @Nullable ObjectKey until,
            Consumer<Difference> found) {
        KeyCursor<ObjectPage.Entry> objects = new KeyCursor<>(page.iterator(), ObjectPage.Entry::key);
        KeyCursor<FileRecord> files = new KeyCursor<>(
                new KeyRange<>(key -> ledger.page(prefix, key, PAGE), FileRecord::key, after, until), FileRecord::key);
        KeyCursor<Tombstone> graves = new KeyCursor<>(
                new KeyRange<>(key -> tombstones.page(prefix, key, PAGE), Tombstone::key, after, until),
                Tombstone::key);
        @Nullable ObjectKey key = KeyCursor.least(objects, files, graves);
        while (key != null) {
            look(key, objects.take(key), files.take(key), graves.take(key));
            if (suspects.size() == PAGE) {
                askAgain(found);
            }
            key = KeyCursor.least(objects, files, graves);
        }
    }

    private void look(
            ObjectKey key,
            ObjectPage.@Nullable Entry object,
            @Nullable FileRecord file,
            @Nullable Tombstone tombstone) {
        Optional<Kind> kind = comparison.of(object, file, tombstone);
        tally.see(object, file, tombstone, kind.isPresent());
        kind.ifPresent(seems -> suspects.add(new Suspect(seems, key, object != null)));
    }

    private void askAgain(Consumer<Difference> found) {
        for (Difference difference : again.at(suspects)) {
            tally.find(difference.kind());
            found.accept(difference);
        }
        suspects.clear();
    }
}
