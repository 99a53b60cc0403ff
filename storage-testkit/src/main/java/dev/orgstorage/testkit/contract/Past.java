package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.testkit.contract.BucketStep.Disguise;
import dev.orgstorage.testkit.contract.BucketStep.Intrusion;
import dev.orgstorage.testkit.contract.BucketStep.Upload;
import dev.orgstorage.testkit.contract.ClientStep.Complete;
import dev.orgstorage.testkit.contract.ClientStep.Delete;
import dev.orgstorage.testkit.contract.ClientStep.Start;
import dev.orgstorage.testkit.contract.UpkeepStep.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was done before a scene. */
final class Past {
    private final List<Turn> turns = new ArrayList<>();

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    Past and(Step step) {
        return and(Turn.of(step));
    }

    Past and(Turn turn) {
        turns.add(turn);
        return this;
    }

    Past time(Duration time) {
        return and(new Pass(time));
    }

    Past started(Caller caller, int number) {
        return and(new Start(caller, number));
    }

    Past arrived(Caller caller, int number) {
        return started(caller, number).and(new Upload(number));
    }

    /** Started, and something else is there than was promised. */
    Past other(Caller caller, int number) {
        return started(caller, number).and(new Intrusion(number));
    }

    /** Started, and a page of the promised length and type is there. */
    Past disguised(Caller caller, int number) {
        return started(caller, number).and(new Disguise(number));
    }

    Past ready(Caller caller, int number) {
        return arrived(caller, number).and(new Complete(caller, number));
    }

    Past deleted(Caller caller, int number) {
        return ready(caller, number).and(new Delete(caller, number));
    }

    Past deletedInOutage(Caller caller, int number) {
        return ready(caller, number).and(new Turn(new Delete(caller, number), new Mishap.Outage(true)));
    }
}
