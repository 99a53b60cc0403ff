package dev.orgstorage.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plays turns to their end, each time in another world, and looks for fewer that fail as well. */
final class Trial {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Supplier<World> worlds;
    private final long seed;

    Trial(Supplier<World> worlds, long seed) {
        this.worlds = worlds;
        this.seed = seed;
    }

    Optional<Failure> failure(List<Turn> turns) {
        Play play = new Play(worlds.get(), seed);
        return Failure.of(play, () -> {
            turns.forEach(play::take);
            play.sweepAfter(HOUR);
            play.end();
        });
    }

    /** The failure of as few of these turns as leaving out one after the other leads to. */
    Failure smallest(List<Turn> turns, Failure failure) {
        List<Turn> left = turns.subList(0, Math.min(failure.turns(), turns.size()));
        Failure smallest = failure;
        for (int i = left.size() - 1; i >= 0; i--) {
            List<Turn> fewer = new ArrayList<>(left);
            fewer.remove(i);
            Optional<Failure> still = failure(fewer);
            if (still.isPresent()) {
                left = fewer;
                smallest = still.get();
            }
        }
        return smallest;
    }
}
