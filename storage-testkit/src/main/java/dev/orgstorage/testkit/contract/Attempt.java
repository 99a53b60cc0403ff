package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Crash;
import dev.orgstorage.testkit.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it went.
 *
 * @param answer null unless it was done
 * @param failure null if it was done
 * @param calls what the server called for it
 */
record Attempt<T>(
        Request<T> request,
        Outcome outcome,
        @Nullable T answer,
        @Nullable RuntimeException failure,
        List<Call> calls) {

    static <T> Attempt<T> of(Request<T> request, Server server, Model model, FaultPlan faults) {
        server.faults.plan(faults);
        try {
            return new Attempt<>(request, Outcome.DONE, request.ask(server, model), null, server.faults.calls());
        } catch (StorageException e) {
            return new Attempt<>(request, Outcome.of(e), null, e, server.faults.calls());
        } catch (Crash e) {
            return new Attempt<>(request, Outcome.CRASHED, null, e, server.faults.calls());
        } finally {
            server.faults.clear();
        }
    }

    /** What is so after it, if it may end so. */
    Optional<Model> after(Model model, Rules rules, Duration since) {
        return Optional.of(request)
                .filter(right -> right.outcomes(model, rules).contains(outcome))
                .map(right -> outcome == Outcome.DONE ? right.done(model, since) : model);
    }

    /** What may be so after it, if it is not known whether it was done. */
    List<Model> eitherWay(Model model, Rules rules, Duration since) {
        return request.outcomes(model, rules).contains(Outcome.DONE)
                ? List.of(model, request.done(model, since))
                : List.of(model);
    }

    void check(Model before, Play play) {
        if (answer != null) {
            request.check(answer, before, play);
        }
    }

    @Override
    public String toString() {
        return failure instanceof Crash ? String.valueOf(failure.getMessage()) : outcome.toString();
    }
}
