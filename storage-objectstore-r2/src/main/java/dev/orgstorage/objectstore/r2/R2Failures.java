package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.StorageException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Where the exceptions of the SDK end. */
final class R2Failures {
    static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final String REFUSED = "refused";

    private R2Failures() {}

    /** Answers what the call does, or says what was tried and S3's own word for why not. */
    static <T> T translated(String attempt, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | RejectedExecutionException e) {
            throw new StorageException.Unavailable(attempt + ": " + reason(e), e);
        }
    }

    /** Whether S3 has said that the object is not there; that its bucket is not there is another matter. */
    static boolean noSuchKey(AwsServiceException e) {
        return e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e));
    }

    /** What the answer has to have; without it, it is not that of an S3. */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw SdkClientException.create("The answer has no " + name);
        }
        return value;
    }

    /** Whether asking again in the same way is of no use. */
    static boolean refused(AwsServiceException e) {
        return (e.statusCode() < INTERNAL_ERROR || e.statusCode() == NOT_IMPLEMENTED) && !e.isThrottlingException();
    }

    /** A rejected execution is that of the timeout of a client that has been closed. */
    static String reason(RuntimeException e) {
        return switch (e) {
            case AwsServiceException answered -> code(answered) + " (" + answered.statusCode() + ")";
            case RejectedExecutionException closed -> "closed";
            default -> "no usable answer";
        };
    }

    /** Why one of many objects was not removed, in the words of S3. */
    static String reason(S3Error error) {
        String code = Objects.requireNonNullElse(error.code(), REFUSED);
        return error.message() == null ? code : code + ": " + error.message();
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? REFUSED : code;
    }
}
