package dev.orgstorage.testkit.contract;

import java.time.Duration;
import java.util.Set;

/** Something that a server is asked to do, and what has to come of it. */
interface Request<T> extends Step {
    T ask(Server server, Model model);

    /** How it may end, failures apart. */
    Set<Outcome> outcomes(Model model, Rules rules);

    /**
     * What is so once it is done; a request that ends in any other way changes nothing.
     *
     * @param since when it began
     */
    default Model done(Model model, Duration since) {
        return model;
    }

    /** Whether it concerns something that there is. */
    default boolean isPossible(Model model) {
        return true;
    }

    /** Compares the answer with what was, and is now, if nothing else happened meanwhile. */
    default void check(T answer, Model before, Play play) {}

    @Override
    default void take(Play play) {
        if (isPossible(play.model())) {
            play.attempt(this);
        }
    }
}
