package dev.orgstorage.http;

import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what requests say. */
final class Requests {
    static final int LARGEST_BODY = 64 * 1024;

    /** Ten thousand parts, in XML. */
    private static final int LARGEST_LIST_OF_PARTS = 2 * 1024 * 1024;

    private static final String OVERRIDE = "X-HTTP-Method-Override";
    private static final String BODY = "orgstorage.body";
    private static final byte[] NOTHING = {};
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");
    static final Set<String> LIST_PARAMETERS = Set.of("limit", "cursor", "q", "type", "include");
    static final Set<String> AUDIT_PARAMETERS = Set.of("limit", "cursor", "file", "user");

    private Requests() {}

    /**
     * What comes before any route, and does no harm twice. The body is taken whole, whoever sends it: one left unread costs the client its
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
        if (request.attribute(BODY) != null) {
            return;
        }
        try {
            int largest = UppyApi.isToldOfParts(request) ? LARGEST_LIST_OF_PARTS : LARGEST_BODY;
            byte[] body = body(request, largest + 1);
            if (body.length > largest) {
                throw BodyRefused.tooLarge(largest);
            }
            request.attribute(BODY, body);
        } catch (IOException e) {
            throw BodyRefused.incomplete(e);
        }
    }

    /**
     * At most so many bytes. A buffer is made for what is there: for the length that was announced, if any was, and for
     * nothing if there is not even a first byte.
     */
    private static byte[] body(Context request, int most) throws IOException {
        InputStream body = request.bodyInputStream();
        int announced = request.contentLength();
        if (announced >= 0) {
            return body.readNBytes(Math.min(announced, most));
        }
        int first = body.read();
        return first < 0
                ? NOTHING
                : new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), body).readNBytes(most);
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
        if (!LIMIT.matcher(text).matches()) {
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
