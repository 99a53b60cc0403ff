package dev.orgstorage.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Says what befalls which call. It is asked once for each call, in the order of the calls, one at a time. */
@FunctionalInterface
public interface FaultPlan {
    Fault at(Call call);

    /**
     * Each call, with this probability, meets one of these faults. Which call meets which depends on the seed and the
     * call's number alone.
     */
    static FaultPlan seeded(long seed, double probability, Fault... faults) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is 0 to 1, not " + probability);
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("There are no faults to choose from; name one");
        }
        List<Fault> choice = List.of(faults);
        long start = new SplittableRandom(seed).nextLong();
        return call -> {
            RandomGenerator dice = new SplittableRandom(start + call.number());
            return dice.nextDouble() < probability ? choice.get(dice.nextInt(choice.size())) : Fault.NONE;
        };
    }
}
