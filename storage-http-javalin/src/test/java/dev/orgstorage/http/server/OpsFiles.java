package dev.orgstorage.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The dashboard and the alerts in {@code ops/}: whether what they ask for is there. */
final class OpsFiles {
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:orgstorage|hikaricp|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern BY = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

    /** Prometheus adds these. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private OpsFiles() {}

    /** Each metric, with the labels that are asked of it, that no sample has. */
    static List<String> faults(Path ops, Scrape scrape) throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> queries = new ArrayList<>(dashboard(ops));
        queries.addAll(alerts(ops));
        queries.forEach(query -> faults.addAll(faultsOf(query, scrape)));
        if (queries.size() < 20) {
            faults.add("only " + queries.size() + " queries were found");
        }
        return faults;
    }

    static List<String> faultsOf(String query, Scrape scrape) {
        Set<String> by = new HashSet<>();
        Matcher groups = BY.matcher(query);
        while (groups.find()) {
            by.addAll(List.of(groups.group(1).split("\\s*,\\s*")));
        }
        List<String> faults = new ArrayList<>();
        Matcher metrics = METRIC.matcher(query);
        while (metrics.find()) {
            Set<String> labels = new TreeSet<>(by);
            Matcher matchers = MATCHER.matcher(metrics.group(2) == null ? "" : metrics.group(2));
            while (matchers.find()) {
                labels.add(matchers.group(1));
            }
            labels.removeAll(OF_PROMETHEUS);
            if (!scrape.has(metrics.group(1), labels)) {
                faults.add(metrics.group(1) + labels);
            }
        }
        return faults;
    }

    /** The dashboard's queries as rules, which {@code promtool} can check. */
    static String asRules(Path ops) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        int number = 0;
        for (String query : dashboard(ops)) {
            String concrete = query.replace("$__rate_interval", "5m");
            rules.append("  - record: query_")
                    .append((char) ('a' + number / 26))
                    .append((char) ('a' + number % 26))
                    .append("\n    expr: ")
                    .append(new JsonMapper().writeValueAsString(concrete))
                    .append('\n');
            number++;
        }
        return rules.toString();
    }

    private static List<String> dashboard(Path ops) throws IOException {
        return texts(new JsonMapper().readTree(Files.readString(ops.resolve("grafana-dashboard.json"))));
    }

    private static List<String> alerts(Path ops) throws IOException {
        return texts(new YAMLMapper().readTree(Files.readString(ops.resolve("prometheus-alerts.yml"))));
    }

    private static List<String> texts(JsonNode file) {
        return file.findValues("expr").stream().map(JsonNode::asString).toList();
    }
}
