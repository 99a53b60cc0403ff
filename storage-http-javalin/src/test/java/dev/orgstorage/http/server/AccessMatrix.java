package dev.orgstorage.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What {@code access-matrix.txt} expects: who gets which status from which route about which kind of file. */
record AccessMatrix(List<Row> rows) {
    enum Who {
        NOBODY,
        EXPIRED,
        FORGED,
        STRANGER,
        OUTSIDER,
        REMOVED,
        VIEWER,
        MEMBER,
        UPLOADER,
        ADMIN,
        ELSEWHERE
    }

    enum What {
        NOTHING,
        PERSONAL,
        SHARED,
        PENDING,
        PARTS,
        DELETED,
        UNKNOWN
    }

    /**
     * @param route a method and a path, as the server has them
     * @param statuses what each caller gets
     */
    record Row(String route, What what, Map<Who, Integer> statuses) {
        int status(Who who) {
            return Objects.requireNonNull(statuses.get(who), () -> this + " says nothing of " + who);
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        String path() {
            return route.substring(route.indexOf(' ') + 1);
        }

        @Override
        public String toString() {
            return route + " " + what;
        }
    }

    static AccessMatrix read() throws IOException {
        List<Row> rows = new ArrayList<>();
        String route = "";
        try (InputStream file = AccessMatrix.class.getResourceAsStream("access-matrix.txt")) {
            byte[] text = Objects.requireNonNull(file).readAllBytes();
            for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#") || line.startsWith("route ")) {
                    continue;
                }
                List<String> words = List.of(line.strip().split(" +"));
                boolean ofTheRouteAbove = line.startsWith(" ");
                if (!ofTheRouteAbove) {
                    route = words.get(0) + " " + words.get(1);
                }
                Map<Who, Integer> statuses = statuses(words.subList(ofTheRouteAbove ? 1 : 2, words.size()));
                if (!statuses.isEmpty()) {
                    What what =
                            ofTheRouteAbove ? What.valueOf(words.getFirst().toUpperCase(Locale.ROOT)) : What.NOTHING;
                    rows.add(new Row(route, what, statuses));
                }
            }
        }
        return new AccessMatrix(rows);
    }

    private static Map<Who, Integer> statuses(List<String> words) {
        Map<Who, Integer> statuses = new EnumMap<>(Who.class);
        Iterator<String> columns = words.iterator();
        for (Who who : Who.values()) {
            if (columns.hasNext()) {
                statuses.put(who, Integer.valueOf(columns.next()));
            }
        }
        return statuses;
    }

    /** The routes that have a row for every kind of file, or one for none. */
    Set<String> routes() {
        Set<String> complete = new LinkedHashSet<>();
        for (Row row : rows) {
            Set<What> kinds = new LinkedHashSet<>();
            rows.stream().filter(other -> other.route().equals(row.route())).forEach(other -> kinds.add(other.what()));
            boolean isComplete = row.path().matches(".*([{<]).*|.*download-url")
                    ? kinds.size() == What.values().length - 1 && !kinds.contains(What.NOTHING)
                    : kinds.equals(Set.of(What.NOTHING));
            if (isComplete && row.statuses().size() == Who.values().length) {
                complete.add(row.route());
            }
        }
        return complete;
    }
}
