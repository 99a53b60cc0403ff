package dev.orgstorage.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in a token something is said: a JSON pointer (RFC 6901) if the text begins with a slash, otherwise the name of a
 * claim.
 */
record ClaimPath(String text, List<String> steps) {
    /** @throws IllegalArgumentException if the text is blank */
    static ClaimPath parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The path of a claim is empty");
        }
        if (!text.startsWith("/")) {
            return new ClaimPath(text, List.of(text));
        }
        List<String> steps = Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
        return new ClaimPath(text, steps);
    }

    /** Several, with commas between them. */
    static List<ClaimPath> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(ClaimPath::parse)
                .toList();
    }

    /**
     * What is said there; null if nothing is, or the JSON null.
     *
     * @throws IllegalArgumentException if there is something on the way that nothing can be in, such as a text
     */
    @Nullable
    Object in(Map<String, ?> token) {
        @Nullable Object found = token;
        for (String step : steps) {
            found = switch (found) {
                case null -> null;
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> at(list, step);
                default -> throw new IllegalArgumentException("claim " + text + " leads through what is no object");
            };
        }
        return found;
    }

    private static @Nullable Object at(List<?> list, String step) {
        if (!step.matches("0|[1-9][0-9]{0,8}")) {
            return null;
        }
        int index = Integer.parseInt(step);
        return index < list.size() ? list.get(index) : null;
    }

    /** Says something there, in objects that are made on the way. */
    void put(Map<String, Object> token, Object value) {
        Map<String, Object> object = token;
        for (String step : steps.subList(0, steps.size() - 1)) {
            object = objectIn(object, step);
        }
        object.put(steps.getLast(), value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> objectIn(Map<String, Object> parent, String step) {
        return (Map<String, Object>) parent.computeIfAbsent(step, none -> new TreeMap<String, Object>());
    }

    @Override
    public String toString() {
        return text;
    }
}
