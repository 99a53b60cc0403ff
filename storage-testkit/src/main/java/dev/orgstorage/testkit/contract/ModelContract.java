package dev.orgstorage.testkit.contract;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What records and a bucket keep together, whatever is done in whatever order: random sequences of uploads, downloads,
 * deletions, erasures, transfers and sweeps by several users and organizations, with crashes, outages, late bytes and
 * leaps of time, beside a plain model that says after each step what has to be there.
 *
 * <p>A failure names its seed: {@code -Dmodel.seed=… -Dmodel.sequences=1} plays that sequence again. The same sequences
 * are played each time; {@code -Dmodel.seed=…} plays others, {@code -Dmodel.sequences=…} more of them.
 */
public interface ModelContract {
    /** Of the first sequence, unless another one is asked for. */
    long SEED = 1;

    /** One with nothing in it. The one given before is not used any more. */
    World emptyWorld();

    /** How many sequences are played. */
    int sequences();

    /** How many steps each of them has. */
    int steps();

    @Test
    default void everySequenceOfStepsKeepsEveryPromise() {
        long first = Long.getLong("model.seed", SEED);
        int count = Integer.getInteger("model.sequences", sequences());
        for (int i = 0; i < count; i++) {
            long seed = first + i;
            List<Turn> turns = Sequence.of(seed, steps());
            Trial trial = new Trial(this::emptyWorld, seed);
            Optional<Failure> failure = trial.failure(turns);
            if (failure.isPresent()) {
                throw trial.smallest(turns, failure.get())
                        .error("Sequence " + (i + 1) + " of " + count + " fails, -Dmodel.seed=" + seed);
            }
        }
    }
}
