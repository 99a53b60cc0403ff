package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.InMemoryTables.Grave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryTombstones implements Tombstones {
    private final InMemoryTables tables;

    InMemoryTombstones(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Tombstone> find(Owner owner, FileRef ref) {
        return tables.step(
                "find the tombstone of " + ref,
                () -> tables.grave(ref)
                        .filter(grave -> owner.equals(grave.owner()))
                        .map(Grave::tombstone));
    }

    @Override
    public void objectRemoved(Owner owner, ObjectKey key) {
        tables.step("note the removal of " + key, () -> {
            tables.grave(key).filter(grave -> owner.equals(grave.owner())).ifPresent(this::markRemoved);
            return key;
        });
    }

    @Override
    public void objectRemoved(ObjectKey key) {
        tables.step("note the removal of " + key, () -> {
            tables.grave(key).ifPresent(this::markRemoved);
            return key;
        });
    }

    @Override
    public List<Due> take(int limit, Duration lease) {
        InMemoryTables.requireLimit(limit);
        return tables.step("take tombstones", () -> {
            List<Due> taken = new ArrayList<>();
            for (Grave grave : due(limit)) {
                if (tables.row(grave.tombstone().key()).isPresent()) {
                    tables.drop(grave.tombstone());
                } else {
                    taken.add(lend(grave, lease));
                }
            }
            return taken;
        });
    }

    @Override
    public void settle(Collection<Due> removed) {
        tables.step("settle tombstones", () -> {
            for (Due due : removed) {
                standing(due).ifPresent(grave -> {
                    if (due.last()) {
                        tables.drop(grave.tombstone());
                    } else {
                        markRemoved(grave);
                    }
                });
            }
            return removed;
        });
    }

    @Override
    public void postpone(Collection<Due> failed, Duration wait, String reason) {
        tables.step("postpone tombstones", () -> {
            for (Due due : failed) {
                standing(due)
                        .ifPresent(grave -> tables.put(new Grave(
                                grave.tombstone(), grave.owner(), tables.now().plus(wait), grave.attempts())));
            }
            return failed;
        });
    }

    @Override
    public List<Tombstone> page(String prefix, @Nullable ObjectKey after, int limit) {
        InMemoryTables.requireLimit(limit);
        return tables.step(
                "page through tombstones",
                () -> tables.graves(prefix, after)
                        .map(Grave::tombstone)
                        .limit(limit)
                        .toList());
    }

    @Override
    public boolean bury(FileId id, ObjectKey orphan) {
        return tables.step("bury " + orphan, () -> {
            if (tables.row(orphan).isPresent() || tables.grave(orphan).isPresent()) {
                return false;
            }
            Instant now = tables.now();
            tables.put(new Grave(Tombstone.of(id, orphan, now), null, now, 0));
            return true;
        });
    }

    private List<Grave> due(int limit) {
        Instant now = tables.now();
        return tables.graves().stream()
                .filter(grave -> !grave.due().isAfter(now))
                .sorted(Comparator.comparing(Grave::due))
                .limit(limit)
                .toList();
    }

    private Due lend(Grave grave, Duration lease) {
        Instant now = tables.now();
        Tombstone tombstone = grave.tombstone();
        int attempts = grave.attempts() + 1;
        tables.put(new Grave(tombstone, grave.owner(), now.plus(lease), attempts));
        return new Due(tombstone, !tombstone.until().isAfter(now), attempts);
    }

    private Optional<Grave> standing(Due due) {
        return tables.grave(due.tombstone().id());
    }

    private void markRemoved(Grave grave) {
        Tombstone tombstone = grave.tombstone();
        tables.put(new Grave(tombstone.removed(), grave.owner(), tombstone.until(), 0));
    }
}
