package dev.orgstorage.http;

import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what requests say. */
final class Requests {
    static final int LARGEST_BODY = 64 * 1024;

    /** Ten thousand parts, in XML. */
    private static final int LARGEST_LIST_OF_PARTS = 2 * 1024 * 1024;

    private static final String OVERRIDE = "X-HTTP-Method-Override";
    private static final String BODY = "orgstorage.body";
    static final Set<String> LIST_PARAMETERS = Set.of("limit", "cursor", "q", "type", "include");
    static final Set<String> AUDIT_PARAMETERS = Set.of("limit", "cursor", "file", "user");

    private Requests() {}

    /**
     * What comes before any route. The body is taken whole, whoever sends it: one left unread costs the client its
     * connection. A method that a header puts in the place of the request's own is not taken: nobody in front of us would
     * have seen it.
     */
    static void accept(Context request) {
        if (request.header(OVERRIDE) != null) {
            throw new StorageException.Invalid(OVERRIDE, "is not taken; send the method itself");
        }
        if (request.header(Header.CONTENT_ENCODING) != null) {
            throw BodyRefused.encoded();
        }
        try {
            int largest = UppyApi.isToldOfParts(request) ? LARGEST_LIST_OF_PARTS : LARGEST_BODY;
            byte[] body = request.bodyInputStream().readNBytes(largest + 1);
            if (body.length > largest) {
                throw BodyRefused.tooLarge(largest);
            }
            request.attribute(BODY, body);
        } catch (IOException e) {
            throw BodyRefused.incomplete(e);
        }
    }

    static <T> T json(Context request, Class<T> type) {
        @Nullable String contentType = request.contentType();
        if (contentType == null || !contentType.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            throw BodyRefused.notJson();
        }
        return Json.read(Objects.requireNonNull(request.<byte[]>attribute(BODY)), type);
    }

    static FileId id(Context request) {
        return Refs.id(request.pathParam("id"));
    }

    static FileQuery query(Context request) {
        requireOnly(request, LIST_PARAMETERS);
        @Nullable String cursor = request.queryParam("cursor");
        return new FileQuery(
                limit(request.queryParam("limit")),
                cursor == null ? null : Cursor.parse(cursor),
                notEmpty(request.queryParam("q")),
                notEmpty(request.queryParam("type")));
    }

    static AuditQuery auditQuery(Context request) {
        requireOnly(request, AUDIT_PARAMETERS);
        @Nullable String cursor = request.queryParam("cursor");
        @Nullable String file = notEmpty(request.queryParam("file"));
        @Nullable String user = notEmpty(request.queryParam("user"));
        return new AuditQuery(
                limit(request.queryParam("limit")),
                cursor == null ? null : Cursor.parse(cursor),
                file == null ? null : valid("file", FileId::parse, file),
                user == null ? null : valid("user", UserId::new, user));
    }

    /** What is not understood is not passed over: whoever sorts, filters or asks for an owner would believe the answer. */
    private static void requireOnly(Context request, Set<String> parameters) {
        for (String name : request.queryParamMap().keySet()) {
            if (!parameters.contains(name)) {
                throw new StorageException.Invalid(Brief.of(name), "is not a parameter of this request");
            }
        }
    }

    private static <T> T valid(String field, Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new StorageException.Invalid(field, "is not the id of a " + field);
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return FileQuery.STANDARD_LIMIT;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new StorageException.Invalid("limit", "is not a whole number of at most nine digits");
        }
        return Integer.parseInt(text);
    }

    static boolean includesDownloadUrl(Context request) {
        @Nullable String include = request.queryParam("include");
        if (include != null && !include.equals("downloadUrl")) {
            throw new StorageException.Invalid("include", "can only be downloadUrl");
        }
        return include != null;
    }

    private static @Nullable String notEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
