package dev.orgstorage.testkit.contract;

import dev.orgstorage.testkit.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What records and a bucket keep together of uploads in parts, wherever a server dies, or a call fails, before and after
 * each call of all that concerns them; and where the same is done once more. At any time each unfinished upload is known
 * by a record or a tombstone that says so, and at the end there are ready files with their objects, and nothing else.
 */
public interface PartsCrashContract {
    int ALL_VARIATIONS = 8;

    /** One with nothing in it. The one given before is not used any more. */
    World emptyWorld();

    /** In how many ways each call ends, of {@value #ALL_VARIATIONS}; with fewer, each call ends in others. */
    default int variations() {
        return ALL_VARIATIONS;
    }

    @TestFactory
    default Stream<DynamicTest> whereverUploadsInPartsEndNothingIsLostAndNothingIsLeft() {
        AtomicInteger plays = new AtomicInteger();
        return Stream.of(PartsPlay.Act.values())
                .map(act -> DynamicTest.dynamicTest(act.toString(), () -> endAtEachCall(act, plays)));
    }

    private void endAtEachCall(PartsPlay.Act act, AtomicInteger plays) {
        List<Fault> faults = List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.FAIL_BEFORE, Fault.FAIL_AFTER);
        int call = 0;
        boolean ends = true;
        while (ends) {
            call++;
            ends = false;
            for (int i = 0; i < variations(); i++) {
                int variation = plays.getAndIncrement() % ALL_VARIATIONS;
                PartsPlay play = new PartsPlay(emptyWorld(), act);
                ends |= play.endsAt(call, faults.get(variation % faults.size()), variation >= faults.size());
            }
        }
        Witness.require(call > 2, "Next to no port is called by " + act);
    }
}
