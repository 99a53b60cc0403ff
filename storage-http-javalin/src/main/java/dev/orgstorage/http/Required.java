package dev.orgstorage.http;

import dev.orgstorage.domain.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that a request has to have. */
final class Required {
    private static final int MOST = 100;

    private Required() {}

    static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new StorageException.Invalid(name, "is missing");
        }
        return value;
    }

    /** One to {@value #MOST} of something. */
    static <T> List<T> some(String name, @Nullable List<@Nullable T> values) {
        List<@Nullable T> given = field(name, values);
        if (given.isEmpty() || given.size() > MOST) {
            throw new StorageException.Invalid(name, "has " + given.size() + " entries, not 1 to " + MOST);
        }
        List<T> some = new ArrayList<>();
        for (T value : given) {
            some.add(field(name + "[" + some.size() + "]", value));
        }
        return some;
    }
}
