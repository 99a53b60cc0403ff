package dev.orgstorage.http;

import dev.orgstorage.http.Description.Place;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A request and its answer, held against the {@link Description}: any answer has to be as described there, and any request
 * that was accepted.
 *
 * @param sent the body of the request; null if it is not known
 */
public record Exchange(
        String method, URI uri, @Nullable String sent, int status, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is made for people in browsers, and no part of the API. */
    private static final String FOR_BROWSERS = "/docs(/.*)?|/|/page/.*|/sign-in";

    public Exchange {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    /** Whether a route is none that the description has to have. */
    public static boolean isForBrowsers(String route) {
        return route.substring(route.indexOf(' ') + 1).matches(FOR_BROWSERS);
    }

    /** Fails if it is not as described. */
    public void requireDescribed() {
        String path = uri.getRawPath();
        if (method.equals("OPTIONS") || path.matches(FOR_BROWSERS)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        Optional<Place> operation = Description.operation(method, path);
        if (isRefused() || operation.isEmpty()) {
            problem(faults);
        } else {
            answer(operation.get().at("responses").at(String.valueOf(status)), faults);
            if (status < 400) {
                request(operation.get(), faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s %s is not as openapi.yaml describes it:\n%s\n%s"
                    .formatted(method, path, String.valueOf(status), String.join("\n", faults), body));
        }
    }

    /** Refused before anybody looked for a route, with whatever status. */
    private boolean isRefused() {
        return body.contains("\"code\":\"refused\"");
    }

    private void problem(List<String> faults) {
        if (status < 400) {
            faults.add("There is no such operation");
        } else if (!method.equals("HEAD")) {
            faults.addAll(Description.at("/components/schemas/Problem").faults(read(body)));
        }
    }

    private void answer(Place described, List<String> faults) {
        if (!described.exists()) {
            faults.add("There is no such status");
            return;
        }
        Place content = described.at("content");
        if (content.exists() && !method.equals("HEAD")) {
            body(content, faults);
        }
        Place all = described.at("headers");
        for (String name : all.names()) {
            header(name, all.at(name), faults);
        }
    }

    private void body(Place content, List<String> faults) {
        String type =
                headers.getOrDefault("Content-Type", List.of("none")).getFirst().split(";", 2)[0];
        if (!content.names().contains(type)) {
            faults.add("Content-Type is " + type);
        } else if (content.at(type).at("schema").exists()) {
            faults.addAll(content.at(type).at("schema").faults(read(body)));
        }
    }

    private void header(String name, Place described, List<String> faults) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.isEmpty() && described.node().path("required").asBoolean(false)) {
            faults.add("There is no header " + name);
        }
        for (String value : values) {
            text(described.at("schema"), value).forEach(fault -> faults.add("Header " + name + fault));
        }
    }

    private void request(Place operation, List<String> faults) {
        Place schema =
                operation.at("requestBody").at("content").at("application/json").at("schema");
        if (sent != null && schema.exists()) {
            schema.faults(read(sent)).forEach(fault -> faults.add("The request's body" + fault));
        }
        @Nullable String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parameter = pair.split("=", 2);
            String value = URLDecoder.decode(parameter[parameter.length - 1], StandardCharsets.UTF_8);
            faults.addAll(parameter(operation.at("parameters"), parameter[0], value));
        }
    }

    /** Any request may have more parameters than it knows, but for listings. */
    private static List<String> parameter(Place described, String name, String value) {
        for (int i = 0; i < described.node().size(); i++) {
            Place parameter = described.at(String.valueOf(i));
            if (parameter.node().path("in").asString("").equals("query")
                    && parameter.node().path("name").asString("").equals(name)) {
                return text(parameter.at("schema"), value).stream()
                        .map(fault -> "Parameter " + name + fault)
                        .toList();
            }
        }
        return List.of();
    }

    /** Headers and parameters are texts that may mean numbers. */
    private static List<String> text(Place schema, String value) {
        boolean isNumber = schema.node().path("type").asString("").equals("integer");
        return schema.faults(isNumber ? read(value) : StringNode.valueOf(value));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return StringNode.valueOf("no JSON: " + json);
        }
    }
}
