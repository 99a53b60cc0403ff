package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Wrk.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Routes of contenders, measured in turn, sample by sample, so that what else the machine does meets all of them. */
final class Measurement {
    private final Sampler sampler;
    private final Runnable between;
    private final Consumer<String> progress;

    /** What is measured: a route, by so many connections. */
    record Case(Route route, int connections) {}

    /** The samples of a case by contender. */
    record Measured(Case what, Map<String, List<Sample>> samples) {
        Sample median(String contender) {
            return Sample.median(Objects.requireNonNull(samples.get(contender)));
        }
    }

    /** @param between what makes the data what they were, before each sample */
    Measurement(Sampler sampler, Runnable between, Consumer<String> progress) {
        this.sampler = sampler;
        this.between = between;
        this.progress = progress;
    }

    List<Measured> run(Plan plan, List<Contender> contenders) {
        Map<Case, Map<String, List<Sample>>> samples = new LinkedHashMap<>();
        Map<Route, List<Contender>> offering = warmUp(plan, contenders);
        for (int round = 1; round <= plan.rounds(); round++) {
            progress.accept("round " + round + " of " + plan.rounds());
            offering.forEach((route, offered) -> sample(route, plan.load(), offered, samples));
            if (plan.one()) {
                offering.forEach((route, offered) -> sample(route, plan.alone(), offered, samples));
            }
        }
        return samples.entrySet().stream()
                .sorted((a, b) -> b.getKey().connections() - a.getKey().connections())
                .map(entry -> new Measured(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void sample(
            Route route, Load load, List<Contender> contenders, Map<Case, Map<String, List<Sample>>> samples) {
        Map<String, List<Sample>> ofCase =
                samples.computeIfAbsent(new Case(route, load.connections()), it -> new LinkedHashMap<>());
        for (Contender contender : contenders) {
            between.run();
            sampler.take(contender, route, load)
                    .ifPresent(sample -> ofCase.computeIfAbsent(contender.name(), it -> new ArrayList<>())
                            .add(sample));
        }
    }

    /** Who offers which route. A cold JVM is slow for some seconds. */
    private Map<Route, List<Contender>> warmUp(Plan plan, List<Contender> contenders) {
        Map<Route, List<Contender>> offering = new LinkedHashMap<>();
        for (Route route : plan.routes()) {
            progress.accept("warming up: " + route.title());
            List<Contender> offered = new ArrayList<>();
            for (Contender contender : contenders) {
                between.run();
                Optional<Sample> sample = sampler.take(contender, route, plan.warmingUp());
                sample.ifPresent(it -> requireAnswers(contender, route, it));
                sample.ifPresent(it -> offered.add(contender));
            }
            offering.put(route, offered);
        }
        return offering;
    }

    private static void requireAnswers(Contender contender, Route route, Sample sample) {
        if (sample.errors() > 0) {
            throw new CannotMeasure("The server " + contender.name() + " answers " + route + " with errors, "
                    + sample.errors() + " while warming up; its log should say why");
        }
    }
}
