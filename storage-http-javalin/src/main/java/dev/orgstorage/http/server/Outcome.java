package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import java.util.Locale;
import java.util.regex.Pattern;

/** How something ended, in one of a few words. */
final class Outcome {
    static final String OK = "ok";

    private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Outcome() {}

    /** What a use case or a port throws by its own name, such as {@code not_found}; anything else is an {@code error}. */
    static String of(Throwable failure) {
        return failure instanceof StorageException
                ? INNER_CAPITAL
                        .matcher(failure.getClass().getSimpleName())
                        .replaceAll("_")
                        .toLowerCase(Locale.ROOT)
                : "error";
    }
}
