package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.contract.Model.Sight;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import dev.orgstorage.testkit.contract.UpkeepStep.SweepOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks at a world, past every server, and says as {@link AssertionError} what is not as it has to be. */
final class Witness {
    private static final FileQuery EVERYTHING = FileQuery.newest(FileQuery.LARGEST_LIMIT);

    private final World world;
    private Map<ObjectKey, FileRecord> records = Map.of();

    Witness(World world) {
        this.world = world;
    }

    /** The records as they were seen last. */
    Collection<FileRecord> records() {
        return records.values();
    }

    /**
     * Looks at all records, which have to be as one of these has them.
     *
     * @param since when the models were last seen to be right
     * @return that one, having seen them
     */
    Model see(List<Model> possible, Duration since) {
        records = State.records(world);
        List<String> differences = new ArrayList<>();
        for (Model one : possible) {
            Sight sight = one.seeing(records, since);
            if (sight.isRight()) {
                return sight.model();
            }
            differences.addAll(sight.differences());
        }
        throw new AssertionError(String.join("\nor ", differences));
    }

    /** An owner, another in each turn, has what is theirs and nothing else. */
    void requireIsolation(Model model, int turn) {
        Owner owner = Cast.OWNERS.get(turn % Cast.OWNERS.size());
        if (turn % 2 == 0) {
            requireListing(model, owner);
        } else if (!model.files().isEmpty()) {
            ModelFile any = model.files().get(turn % model.files().size());
            boolean found = world.records().find(owner, any.record().id()).isPresent();
            require(found == any.isIn(owner), owner.scope() + (found ? " has " : " has not ") + any);
        }
    }

    /** Every object has a record or a tombstone, and every ready record its object. */
    void requireNothingLost(Model model) {
        requireNone(State.of(world).losses(model.having(Bytes.UNRECORDED)));
    }

    /** After a sweep that came so long after all else, no object is without a record, but for late bytes within a day. */
    void requireSwept(Model model, Duration time) {
        Set<ObjectKey> exempt = new HashSet<>(model.having(Bytes.UNRECORDED));
        if (time.compareTo(Tombstone.MEMORY) < 0) {
            exempt.addAll(model.having(Bytes.LATE));
        }
        State state = State.of(world);
        requireNone(state.losses(exempt));
        requireNone(state.orphans(exempt));
    }

    /** At the end there are ready records with their objects, and nothing else. */
    void requireEnd(Model model) {
        requireNone(State.of(world).leftovers(world.objects()));
        Cast.OWNERS.forEach(owner -> requireListing(model, owner));
    }

    /** Two sweeps at once removed no object both, and looked for none both. */
    static void requireShared(Attempt<?> here, Attempt<?> there) {
        if (here.request() instanceof SweepOnce && there.request() instanceof SweepOnce) {
            for (String method : List.of("deleteAll", "stat")) {
                Set<Object> both = asked(here, method);
                both.retainAll(asked(there, method));
                require(both.isEmpty(), "Two servers have asked to " + method + " " + both);
            }
        }
    }

    private static Set<Object> asked(Attempt<?> sweep, String method) {
        Set<Object> keys = new HashSet<>();
        for (Call call : sweep.calls()) {
            if (call.is(ObjectStore.class, method)) {
                Object given = Objects.requireNonNull(call.arguments().getFirst());
                keys.addAll(given instanceof Collection<?> many ? many : List.of(given));
            }
        }
        return keys;
    }

    private void requireListing(Model model, Owner owner) {
        List<FileRecord> expected = model.listing(owner);
        List<FileRecord> listed = world.records().list(owner, EVERYTHING).files();
        require(
                listed.equals(expected),
                "The files of " + owner.scope() + " are " + listed + ", but have to be " + expected);
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private static void requireNone(List<String> faults) {
        require(faults.isEmpty(), String.join("\n", faults));
    }
}
