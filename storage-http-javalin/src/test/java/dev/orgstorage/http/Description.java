package dev.orgstorage.http;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code openapi.yaml}, read more strictly than by its users: an answer may have no field that is not described, so that
 * none is forgotten.
 */
public final class Description {
    private static final String HOME = "https://orgstorage.invalid/openapi.json";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final JsonNode ROOT = read();
    private static final Map<String, Pattern> PATHS = paths();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemas(Map.of(HOME, JsonMapper.shared().writeValueAsString(ROOT)))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private Description() {}

    /** Something that is described, and where; what is but a reference is followed. */
    record Place(String pointer, JsonNode node) {
        Place(String pointer) {
            this(pointer, ROOT.at(pointer));
        }

        Place at(String step) {
            Place there = new Place(pointer + "/" + step.replace("~", "~0").replace("/", "~1"));
            JsonNode reference = there.node().path("$ref");
            boolean isNoMore = reference.isString() && there.node().size() == 1;
            return isNoMore ? new Place(reference.asString().substring(1)) : there;
        }

        boolean exists() {
            return !node.isMissingNode();
        }

        List<String> names() {
            return List.copyOf(node.propertyNames());
        }

        /** What a value has that it should not have, taking this for a schema, or lacks. */
        List<String> faults(JsonNode value) {
            return SCHEMAS
                    .computeIfAbsent(pointer, at -> REGISTRY.getSchema(SchemaLocation.of(HOME + "#" + at)))
                    .validate(value)
                    .stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        }
    }

    /** Every operation, as a server names its routes: {@code DELETE /api/storage/<fileKey>}. */
    public static List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (String path : PATHS.keySet()) {
            for (String method : METHODS) {
                if (place(method, path).exists()) {
                    operations.add(method + " " + path.replace("{fileKey}", "<fileKey>"));
                }
            }
        }
        return operations;
    }

    /** The one that a request of this method to this path is; {@code HEAD} is {@code GET}. */
    static Optional<Place> operation(String method, String path) {
        String verb = method.equals("HEAD") ? "GET" : method;
        return PATHS.entrySet().stream()
                .filter(template -> METHODS.contains(verb)
                        && template.getValue().matcher(path).matches())
                .map(template -> place(verb, template.getKey()))
                .filter(Place::exists)
                .findFirst();
    }

    static Place at(String pointer) {
        return new Place(pointer);
    }

    private static Place place(String method, String path) {
        return at("/paths").at(path).at(method.toLowerCase(Locale.ROOT));
    }

    /** Those without parameters first, then those whose parameters hold no slash. */
    private static Map<String, Pattern> paths() {
        Comparator<String> byFreedom = Comparator.comparing(path -> path.contains("{fileKey}"));
        Map<String, Pattern> paths = new TreeMap<>(
                byFreedom.thenComparing(path -> path.contains("{")).thenComparing(Comparator.naturalOrder()));
        for (String path : ROOT.path("paths").propertyNames()) {
            String regex =
                    path.replace(".", "\\.").replace("{fileKey}", ".+").replaceAll("\\{[a-zA-Z]+}", "[^/]+") + "/?";
            paths.put(path, Pattern.compile(regex));
        }
        return paths;
    }

    private static JsonNode read() {
        try (@Nullable InputStream file = Description.class.getResourceAsStream("openapi.yaml")) {
            JsonNode root = new YAMLMapper().readTree(Objects.requireNonNull(file));
            root.at("/components/schemas").forEach(Description::close);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Description::close);
    }
}
