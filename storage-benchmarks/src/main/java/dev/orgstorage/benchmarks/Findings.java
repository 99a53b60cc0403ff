package dev.orgstorage.benchmarks;

import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Holds what a comparison finds against what was planted, key by key. */
final class Findings implements Consumer<Difference> {
    private static final int MOST_FAULTS = 10;

    private final Inventory inventory;
    private final BitSet found;
    private final List<String> faults = new ArrayList<>();

    /** How many differences of a kind there are, and how many were found. */
    record Score(String difference, long planted, long found) {}

    Findings(Inventory inventory) {
        this.inventory = inventory;
        this.found = new BitSet(inventory.size());
    }

    @Override
    public void accept(Difference difference) {
        OptionalInt position = inventory.position(difference.key());
        Optional<Kind> planted = position.isEmpty()
                ? Optional.empty()
                : Fate.of(position.getAsInt()).kind();
        if (!planted.equals(Optional.of(difference.kind()))) {
            fault(difference.kind() + " was found at " + difference.key() + ", where there is "
                    + planted.map(Kind::name).orElse("nothing wrong"));
        } else if (found.get(position.getAsInt())) {
            fault(difference.kind() + " was found twice at " + difference.key());
        } else {
            found.set(position.getAsInt());
        }
    }

    /** Those of each kind. */
    List<Score> scores(Counts counts) {
        List<Score> scores = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            scores.add(new Score(kind.name().toLowerCase(Locale.ROOT), planted(kind), counts.differences(kind)));
        }
        return scores;
    }

    /** What is not as it was planted; empty if all is. */
    List<String> faults(Counts counts) {
        expect("objects", inventory.files(), counts.objects());
        expect("records", inventory.files(), counts.records());
        expect("tombstones", count(Fate.FORGOTTEN) + count(Fate.LEAVING), counts.tombstones());
        expect("objects about to go", count(Fate.LEAVING), counts.leaving());
        for (Kind kind : Kind.values()) {
            expect(kind.name(), planted(kind), counts.differences(kind));
        }
        inventory
                .positions(fate -> fate.kind().isPresent())
                .filter(position -> !found.get(position))
                .forEach(position -> fault(Fate.of(position) + " was not found at " + inventory.key(position)));
        return List.copyOf(faults);
    }

    private void expect(String what, long planted, long seen) {
        if (planted != seen) {
            fault("There are " + planted + " " + what + ", and " + seen + " were seen");
        }
    }

    private long planted(Kind kind) {
        return inventory
                .positions(fate -> fate.kind().filter(kind::equals).isPresent())
                .count();
    }

    private long count(Fate fate) {
        return inventory.positions(fate::equals).count();
    }

    private void fault(String text) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(text);
        }
    }
}
