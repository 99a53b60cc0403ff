package dev.orgstorage.http;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StorageException.AlreadyUploaded;
import dev.orgstorage.domain.StorageException.Altered;
import dev.orgstorage.domain.StorageException.ContentMismatch;
import dev.orgstorage.domain.StorageException.CrossSite;
import dev.orgstorage.domain.StorageException.Forbidden;
import dev.orgstorage.domain.StorageException.Invalid;
import dev.orgstorage.domain.StorageException.NotAMember;
import dev.orgstorage.domain.StorageException.NotFound;
import dev.orgstorage.domain.StorageException.NotInParts;
import dev.orgstorage.domain.StorageException.NotUploaded;
import dev.orgstorage.domain.StorageException.TypeNotAllowed;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.StorageException.Unavailable;
import dev.orgstorage.domain.StorageException.UnknownOwner;
import dev.orgstorage.domain.StorageException.UploadMismatch;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where errors become answers: problem details (RFC 9457) with a stable code. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Where Javalin puts the methods that a 405 has to name (RFC 9110, 15.5.6). */
    private static final String METHODS_ALLOWED = "availableMethods";

    private static final String CODE = "orgstorage.problem";

    private Problems() {}

    static void answer(StorageException error, Context request) {
        if (error instanceof Unavailable) {
            // The cause as text, without its stack trace: while a bucket is down, every request says this.
            String cause = String.valueOf(error.getCause());
            LOG.error(
                    "{} {} {}: {} ({})",
                    RequestId.of(request),
                    request.method(),
                    request.path(),
                    error.getMessage(),
                    cause);
            request.header(Header.RETRY_AFTER, String.valueOf(Unavailable.RETRY_AFTER.toSeconds()));
        }
        if (error instanceof Altered altered) {
            report(altered);
        }
        if (error instanceof Unauthenticated) {
            boolean hadToken = request.header(Header.AUTHORIZATION) != null;
            request.header(Header.WWW_AUTHENTICATE, hadToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        send(problem(error), request);
    }

    /** To the operator: nobody but them can tell who had the keys, and which of the two is right. */
    static void report(Altered altered) {
        LOG.error("{}; run reconcile", altered.getMessage());
    }

    /**
     * Answers in the same form to whatever the host has no handler for: unknown routes and methods, URLs that cannot be
     * read, and failures nobody foresaw, which are logged and say nothing of themselves.
     */
    public static void mountFallbacks(JavalinConfig javalin) {
        javalin.routes.exception(HttpResponseException.class, Problems::answerRefusal);
        javalin.routes.exception(Exception.class, Problems::answerUnforeseen);
        javalin.jetty.modifyServer(server -> server.setErrorHandler(new ProblemPages()));
    }

    private static void answerRefusal(HttpResponseException refusal, Context request) {
        ProblemCode code = switch (refusal.getStatus()) {
            case 404 -> ProblemCode.NO_SUCH_ROUTE;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            default -> ProblemCode.REFUSED;
        };
        String title = HttpStatus.forStatus(refusal.getStatus()).getMessage();
        String sentence = title + ": " + request.method() + " " + request.path();
        @Nullable String allowed = refusal.getDetails().get(METHODS_ALLOWED);
        if (allowed != null) {
            request.header(Header.ALLOW, allowed);
        }
        send(Problem.of(refusal.getStatus(), title, code.code(), sentence, null), request);
    }

    private static void answerUnforeseen(Exception failure, Context request) {
        LOG.error("{} {} {} failed", RequestId.of(request), request.method(), request.path(), failure);
        String sentence = "Something went wrong here; it has been logged";
        send(Problem.of(ProblemCode.INTERNAL, sentence, null), request);
    }

    static void answer(BodyRefused error, Context request) {
        send(Problem.of(error.code(), error.sentence(), "body"), request);
    }

    /** The code of the problem that a request was answered with, if any. */
    static @Nullable String code(Context request) {
        return request.attribute(CODE);
    }

    static void answer(RateLimited error, Context request) {
        String seconds = String.valueOf(
                Math.max(1, error.retryAfter().plusSeconds(1).minusNanos(1).toSeconds()));
        request.header(Header.RETRY_AFTER, seconds);
        String sentence = "Too many requests; come again in " + seconds + " s";
        send(Problem.of(ProblemCode.RATE_LIMITED, sentence, null), request);
    }

    private static void send(Problem problem, Context request) {
        AnswerHeaders.answer(request);
        request.attribute(CODE, problem.code());
        Problem told = UppyApi.serves(request) ? problem.shownByUppy() : problem;
        byte[] body = Json.write(told.in(RequestId.of(request)));
        request.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(body);
    }

    private static Problem problem(StorageException error) {
        return switch (error) {
            case Invalid invalid -> of(error, ProblemCode.INVALID, invalid.field());
            case Unauthenticated e -> of(error, ProblemCode.UNAUTHENTICATED, null);
            case NotAMember e -> of(error, ProblemCode.NOT_A_MEMBER, null);
            case CrossSite e -> of(error, ProblemCode.CROSS_SITE, null);
            case Forbidden e -> of(error, ProblemCode.FORBIDDEN, null);
            case UnknownOwner e -> of(error, ProblemCode.UNKNOWN_OWNER, null);
            case NotFound e -> of(error, ProblemCode.NOT_FOUND, null);
            case NotUploaded e -> of(error, ProblemCode.NOT_UPLOADED, null);
            case TypeNotAllowed e -> of(error, ProblemCode.TYPE_NOT_ALLOWED, e.field());
            case AlreadyUploaded e -> of(error, ProblemCode.ALREADY_UPLOADED, null);
            case NotInParts e -> of(error, ProblemCode.NOT_IN_PARTS, null);
            case Altered e -> of(error, ProblemCode.OBJECT_CHANGED, null);
            case ContentMismatch e -> of(error, ProblemCode.CONTENT_MISMATCH, null);
            case UploadMismatch e -> of(error, ProblemCode.UPLOAD_MISMATCH, null);
            case Unavailable e -> Problem.of(ProblemCode.UNAVAILABLE, "Storage is not available now; try again", null);
        };
    }

    private static Problem of(StorageException error, ProblemCode code, @Nullable String field) {
        return Problem.of(code, Objects.requireNonNull(error.getMessage()), field);
    }
}
