package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import dev.orgstorage.testkit.contract.UpkeepStep.Import;
import dev.orgstorage.testkit.contract.UpkeepStep.Pass;
import dev.orgstorage.testkit.contract.UpkeepStep.SweepOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns in a world, one after the other, and compares after each what there is with what there has to be. Whatever
 * is not right ends as {@link AssertionError}.
 */
final class Play {
    /** Longer than any pending record or tombstone stands. */
    private static final Duration LONG = Duration.ofDays(3);

    /** A minute, and by how much the world's clock may be beyond the model's. */
    private static final Duration LONGEST_REST = ModelFile.HASTE.plusMinutes(1);

    private final World world;
    private final Server server;
    private final Server otherServer;
    private final FileIds ids;
    private final Witness witness;
    private final List<String> told = new ArrayList<>();
    private final Map<Object, Duration> looks = new HashMap<>();

    private Model model = Model.EMPTY;
    private Mishap mishap = new Mishap.None();
    private Duration began = Duration.ZERO;
    private Collection<FileRecord> recordsBefore = List.of();
    private List<Call> calls = List.of();
    private volatile @Nullable Attempt<?> elsewhere;

    /** Ids are made of the world's time and the seed. */
    Play(World world, long seed) {
        this.world = world;
        this.server = new Server(world, new Random(seed));
        this.otherServer = new Server(world, new Random(seed + 1));
        this.ids = new FileIds(world.clock(), new Random(seed + 2));
        this.witness = new Witness(world);
    }

    void take(Step step) {
        take(Turn.of(step));
    }

    void take(Turn turn) {
        mishap = turn.mishap();
        began = model.now();
        noteLooks();
        calls = List.of();
        elsewhere = null;
        told.add(turn.toString());
        turn.step().take(this);
        witness.requireIsolation(model, told.size());
        if (mishap.mayFail()) {
            witness.requireNothingLost(model);
        }
    }

    private void noteLooks() {
        calls.stream()
                .filter(call -> call.is(ObjectStore.class, "stat"))
                .forEach(call ->
                        looks.put(Objects.requireNonNull(call.arguments().getFirst()), began));
    }

    /** Lets a sweep finish what was left. */
    void sweepAfter(Duration time) {
        take(new Pass(time));
        take(new SweepOnce());
        witness.requireSwept(model, time);
    }

    /** Lets everything come to its end, after which there is what was acknowledged, and nothing else. */
    void end() {
        if (!model.having(Bytes.UNRECORDED).isEmpty()) {
            take(new Import());
        }
        sweepAfter(LONG);
        sweepAfter(LONG);
        witness.requireEnd(model);
    }

    World world() {
        return world;
    }

    Model model() {
        return model;
    }

    /** Makes ids that no server makes. */
    FileIds ids() {
        return ids;
    }

    Mishap mishap() {
        return mishap;
    }

    /** The records as they were before this turn. */
    Collection<FileRecord> recordsBefore() {
        return recordsBefore;
    }

    /** What the server called in this turn. */
    List<Call> calls() {
        return calls;
    }

    /** Whether this server has just looked for a file in vain, so that a listing need not look again. */
    boolean mayRest(ModelFile file) {
        Duration look = looks.get(file.record().key());
        return look != null && model.now().minus(look).compareTo(LONGEST_REST) < 0;
    }

    /** What was done, and how it ended, a line each. */
    List<String> told() {
        return told;
    }

    /** Says how a step ended. */
    void tell(Object end) {
        told.set(told.size() - 1, told.getLast() + " → " + end);
    }

    void pass(Duration time) {
        world.pass(time);
        model = model.later(time);
    }

    /** Takes note of what was done past the servers. */
    void change(UnaryOperator<Model> change) {
        model = change.apply(model);
    }

    /** Lets time pass and another server do something, while this one does what it does. */
    void meanwhile(Duration time, Request<?> request) {
        if (!time.isZero()) {
            pass(time);
        }
        if (request.isPossible(model)) {
            elsewhere = Attempt.of(request, otherServer, model, call -> Fault.NONE);
        }
    }

    /** Asks the server for something, with the turn's mishap, and looks whether there is now what has to be. */
    <T> void attempt(Request<T> request) {
        Model before = model;
        recordsBefore = witness.records();
        Attempt<T> here = mishap.during(this, plan -> Attempt.of(request, server, before, plan));
        calls = here.calls();
        Attempt<?> there = elsewhere;
        tell(there == null ? here : here + ", " + there);
        model = witness.see(there == null ? after(here) : afterBoth(here, there), began);
        if (there == null) {
            here.check(before, this);
        } else if (!mishap.endsLeases()) {
            Witness.requireShared(here, there);
        }
    }

    private List<Model> after(Attempt<?> attempt) {
        Rules rules = new Rules(model.now(), false);
        List<Model> possible = attempt.outcome().isUnknown() && mishap.mayFail()
                ? attempt.eitherWay(model, rules, began)
                : attempt.after(model, rules, began).stream().toList();
        if (possible.isEmpty()) {
            throw new AssertionError(
                    "It has to end as one of " + attempt.request().outcomes(model, rules), attempt.failure());
        }
        return possible;
    }

    /** As if the one had been done after the other, whichever came first. */
    private List<Model> afterBoth(Attempt<?> here, Attempt<?> there) {
        Rules rules = new Rules(model.now(), true);
        List<Model> possible = Stream.concat(
                        here.after(model, rules, began).flatMap(after -> there.after(after, rules, began)).stream(),
                        there.after(model, rules, began).flatMap(after -> here.after(after, rules, began)).stream())
                .toList();
        if (possible.isEmpty()) {
            throw new AssertionError("The one cannot end so before or after the other", here.failure());
        }
        return possible;
    }
}
