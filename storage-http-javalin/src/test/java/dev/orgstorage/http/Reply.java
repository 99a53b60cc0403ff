package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    static String written(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    JsonNode json() {
        return json(body);
    }

    /** The text at a JSON pointer without its slash. */
    String text(String field) {
        return json().at("/" + field).asString();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("(none)");
    }

    /** Asserts success and, by meaning, this answer. */
    void is(String expected) {
        succeeded();
        assertThat(json()).isEqualTo(json(expected));
    }

    Reply succeeded() {
        assertThat(status).as(body).isEqualTo(200);
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(header("Cache-Control")).isEqualTo("no-store");
        return this;
    }

    /** Asserts problem details of this status and code, in full, which tell nothing of how things are made. */
    Reply problem(int expected, String code) {
        assertThat(status).as(body).isEqualTo(expected);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(text("type")).isEqualTo("about:blank");
        assertThat(json().at("/status").asInt()).isEqualTo(expected);
        assertThat(text("code")).isEqualTo(code);
        assertThat(text("title")).isNotBlank();
        assertThat(text("requestId")).matches("[0-9a-f]{16}").isEqualTo(header("X-Request-Id"));
        assertThat(text("detail")).isNotBlank().isEqualTo(text("error"));
        assertThat(body).doesNotContainPattern("signature|Exception|java\\.|Read(Constraints|Feature)|\\tat ");
        return this;
    }

    /** Asserts a refusal of this field, by name. */
    void refuses(String field) {
        problem(400, "invalid");
        assertThat(text("field")).as(body).isEqualTo(field);
        assertThat(text("detail")).contains(field);
    }

    /** The body but for the name of the request, by which alone two answers may differ. */
    String nameless() {
        assertThat(body).contains(",\"requestId\":\"" + header("X-Request-Id") + "\"");
        return body.replace(",\"requestId\":\"" + header("X-Request-Id") + "\"", "");
    }

    int bytes() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
