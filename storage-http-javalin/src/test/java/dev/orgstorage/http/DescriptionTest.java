package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.http.Description.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description itself; that answers are as described, {@link Exchange} sees in all tests that talk HTTP. */
class DescriptionTest {
    private static final String CODE = "/components/schemas/Problem/properties/code/enum";
    private static final Pattern ROW = Pattern.compile("\\| ([0-9]{3})[^|]* \\| `([a-z_]+)` \\|");

    @Test
    void itsErrorCodesAreThoseThatProblemsCanHave() {
        assertThat(texts(Description.at(CODE).node())).containsExactlyElementsOf(codes());
    }

    @Test
    void eachCodeIsInItsTableWithItsStatus() {
        Map<String, String> table = new TreeMap<>();
        Matcher rows = ROW.matcher(Description.at("/info/description").node().asString());
        while (rows.find()) {
            table.merge(rows.group(2), rows.group(1), (first, second) -> first);
        }
        Map<String, String> statuses = new TreeMap<>();
        for (ProblemCode code : ProblemCode.values()) {
            statuses.put(code.code(), String.valueOf(code.status()));
        }
        assertThat(table).isEqualTo(statuses);
    }

    @Test
    void everyRefusalNamesCodesOfItsStatusAndEveryCodeIsSomewhere() {
        Set<String> named = new TreeSet<>();
        for (String operation : Description.operations()) {
            Place responses = operation(operation).at("responses");
            for (String status : responses.names()) {
                Place schema = responses
                        .at(status)
                        .at("content")
                        .at("application/problem+json")
                        .at("schema");
                if (schema.exists()) {
                    List<String> codes = codesOf(schema.node().at("/properties/code"));
                    assertThat(codes)
                            .as(operation + " " + status)
                            .isNotEmpty()
                            .allSatisfy(code -> assertThat(ProblemCode.valueOf(code.toUpperCase(Locale.ROOT))
                                            .status())
                                    .isEqualTo(Integer.parseInt(status)));
                    assertThat(schema.node().at("/properties/status/const").asString())
                            .isEqualTo(status);
                    named.addAll(codes);
                }
            }
        }
        Set<String> ofNoOperation = Set.of("no_such_route", "method_not_allowed");
        assertThat(named).doesNotContainAnyElementsOf(ofNoOperation);
        named.addAll(ofNoOperation);
        assertThat(named).containsExactlyInAnyOrderElementsOf(codes());
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> faults = new ArrayList<>();
        int examples = 0;
        for (Place media : media()) {
            for (Place example : examplesOf(media)) {
                examples++;
                media.at("schema").faults(example.node()).forEach(fault -> faults.add(example.pointer() + fault));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(examples).isGreaterThan(100);
    }

    @Test
    void everyBodyOfJsonHasAnExample() {
        assertThat(media())
                .filteredOn(media -> !media.pointer().endsWith("yaml"))
                .allSatisfy(media ->
                        assertThat(examplesOf(media)).as(media.pointer()).isNotEmpty());
    }

    @Test
    void theParametersOfListingsAreThoseThatAreTaken() {
        assertThat(parameters("GET /api/storage/list")).isEqualTo(Requests.LIST_PARAMETERS);
        assertThat(parameters("GET /api/storage")).isEqualTo(Requests.LIST_PARAMETERS);
        assertThat(parameters("GET /api/storage/audit")).isEqualTo(Requests.AUDIT_PARAMETERS);
    }

    private static Set<String> parameters(String route) {
        Place parameters = operation(route).at("parameters");
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < parameters.node().size(); i++) {
            JsonNode parameter = parameters.at(String.valueOf(i)).node();
            if (parameter.path("in").asString("").equals("query")) {
                names.add(parameter.path("name").asString(""));
            }
        }
        return names;
    }

    @Test
    void everyOperationSaysWhoMayAskAndWhatForAndHasANameOfItsOwn() {
        Set<String> names = new TreeSet<>();
        for (String operation : Description.operations()) {
            JsonNode node = operation(operation).node();
            assertThat(node.path("summary").asString("")).as(operation).isNotBlank();
            assertThat(node.path("tags").size()).as(operation).isEqualTo(1);
            assertThat(node.has("security")).as(operation).isEqualTo(!operation.contains("/api/storage"));
            assertThat(names.add(node.path("operationId").asString("")))
                    .as(operation)
                    .isTrue();
        }
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFoundOut() {
        assertThatThrownBy(() -> exchange("GET", "/health/live", 200, "{\"status\":\"sleeping\"}")
                        .requireDescribed())
                .hasMessageContaining("/status");
        assertThatThrownBy(() -> exchange("GET", "/health/live", 200, "{\"status\":\"up\",\"more\":1}")
                        .requireDescribed())
                .hasMessageContaining("more");
        assertThatThrownBy(() -> exchange("GET", "/health/live", 202, "{\"status\":\"up\"}")
                        .requireDescribed())
                .hasMessageContaining("no such status");
        assertThatThrownBy(() -> exchange("PATCH", "/health/live", 200, "{}").requireDescribed())
                .hasMessageContaining("no such operation");
        assertThatThrownBy(() -> exchange("DELETE", "/api/storage/files/1", 200, "{\"message\":\"gone\"}")
                        .requireDescribed())
                .hasMessageContaining("no header X-Request-Id");
        exchange("GET", "/health/live", 200, "{\"status\":\"up\"}").requireDescribed();
    }

    private static Exchange exchange(String method, String path, int status, String body) {
        return new Exchange(
                method, URI.create(path), null, status, Map.of("content-type", List.of("application/json")), body);
    }

    private static List<String> codes() {
        return Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList();
    }

    private static Place operation(String route) {
        String[] parts = route.replace("<fileKey>", "{fileKey}").split(" ", 2);
        return Description.operation(parts[0], parts[1]).orElseThrow();
    }

    /** Of every request and every answer. */
    private static List<Place> media() {
        List<Place> media = new ArrayList<>();
        for (String route : Description.operations()) {
            Place operation = operation(route);
            List<Place> bodies = new ArrayList<>(List.of(operation.at("requestBody")));
            Place responses = operation.at("responses");
            responses.names().forEach(status -> bodies.add(responses.at(status)));
            for (Place body : bodies) {
                Place content = body.at("content");
                content.names().forEach(type -> media.add(content.at(type)));
            }
        }
        return media;
    }

    private static List<Place> examplesOf(Place media) {
        Place several = media.at("examples");
        List<Place> examples = new ArrayList<>(several.names().stream()
                .map(name -> several.at(name).at("value"))
                .toList());
        if (media.at("example").exists()) {
            examples.add(media.at("example"));
        }
        return examples;
    }

    private static List<String> codesOf(JsonNode code) {
        return code.has("const") ? List.of(code.path("const").asString()) : texts(code.path("enum"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
