package dev.orgstorage.testkit.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A play in which something was not right, as it was told until then. */
record Failure(List<String> told, Throwable cause) {
    /** Empty if all was right to the end. */
    static Optional<Failure> of(Play play, Runnable story) {
        try {
            story.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Failure(List.copyOf(play.told()), e));
        }
    }

    /** How many turns were taken. */
    int turns() {
        return told.size();
    }

    AssertionError error(String which) {
        String story = IntStream.range(0, told.size())
                .mapToObj(i -> "\n" + (i + 1) + ". " + told.get(i))
                .reduce("", String::concat);
        return new AssertionError(which + story + "\n" + cause, cause);
    }
}
