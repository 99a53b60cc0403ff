package dev.orgstorage.http.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} says, read by the rules of Prometheus' text format 0.0.4: of each family its help and type once and
 * before its samples, each series once.
 */
record Scrape(List<Sample> samples, String text) {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\",?");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(?:\\{((?:" + LABEL.pattern() + ")*)})? (NaN|[+-]?Inf|[-+0-9.eE]+)");
    private static final Pattern META = Pattern.compile(
            "# (?:HELP (" + NAME + ") .*|TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped))");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + ": " + answer.body());
            }
            return parse(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Scrape parse(String text) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> types = new HashMap<>();
        Set<String> series = new HashSet<>();
        Set<String> helped = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            Matcher meta = META.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (meta.matches() && meta.group(1) != null) {
                require(helped.add(meta.group(1)), line);
            } else if (meta.matches()) {
                require(types.put(meta.group(2), meta.group(3)) == null, line);
            } else if (sample.matches()) {
                Sample one = new Sample(sample.group(1), labels(sample.group(2)), number(sample.group(5)));
                require(series.add(one.name() + one.labels()), line);
                require(types.containsKey(one.name()) || isPart(types, one.name()), line);
                samples.add(one);
            } else {
                require(line.isEmpty(), line);
            }
        }
        require(text.endsWith("\n"), "the end");
        return new Scrape(samples, text);
    }

    private static boolean isPart(Map<String, String> types, String name) {
        String family = SUFFIX.matcher(name).replaceFirst("");
        return "histogram".equals(types.get(family)) || "summary".equals(types.get(family));
    }

    private static void require(boolean is, String line) {
        if (!is) {
            throw new AssertionError("Not Prometheus' text format: " + line);
        }
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The sum of the series of that name that have these labels, given as name, value, name, value. */
    double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && has(sample, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    boolean has(String name, Set<String> labels) {
        return samples.stream()
                .anyMatch(sample ->
                        sample.name().equals(name) && sample.labels().keySet().containsAll(labels));
    }
}
