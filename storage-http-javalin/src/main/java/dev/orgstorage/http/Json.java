package dev.orgstorage.http;

import dev.orgstorage.domain.StorageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads strictly: what a request does not mean exactly is refused, and the field named. */
final class Json {
    /** More than any request of ours has. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxDocumentLength(Requests.LARGEST_BODY)
            .maxStringLength(Requests.LARGEST_BODY)
            .maxNestingDepth(16)
            .maxNameLength(256)
            .maxNumberLength(100)
            .maxTokenCount(2_000)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addSerializer(new InstantText()))
            .build();

    private Json() {}

    static byte[] write(Object answer) {
        return MAPPER.writeValueAsBytes(answer);
    }

    /** @throws StorageException.Invalid naming the field that cannot be read, or {@code body} */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T request = MAPPER.readValue(body, type);
            if (request == null) {
                throw new StorageException.Invalid("body", "is null, not a JSON object");
            }
            return request;
        } catch (UnrecognizedPropertyException e) {
            throw new StorageException.Invalid(field(e), "is not a field of this request");
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /** In words of our own: the library's tell its settings, and how to change them. */
    private static StorageException.Invalid invalid(JacksonException e) {
        if (!e.getPath().isEmpty()) {
            return new StorageException.Invalid(field(e), "has a value of the wrong type or range");
        }
        return new StorageException.Invalid(
                "body",
                e instanceof StreamReadException unreadable
                        ? "is not JSON with each field once, " + near(unreadable)
                        : "is not a JSON object of this request's fields");
    }

    /** As {@code files[3].fileSize}. */
    private static String field(JacksonException e) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            @Nullable String name = step.getPropertyName();
            if (name == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return Brief.of(field.toString());
    }

    private static String near(StreamReadException e) {
        @Nullable String field = e.processor() == null ? null : e.processor().currentName();
        TokenStreamLocation location = e.getLocation();
        String place = "at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return field == null ? place : place + ", near " + Brief.of(field);
    }
}
