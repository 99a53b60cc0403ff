package dev.orgstorage.testkit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a port, as {@link Faults} saw it.
 *
 * @param number which one it is of all calls, from 1
 * @param nth which one it is of the calls of this method, from 1
 */
public record Call(Class<?> port, String method, List<@Nullable Object> arguments, int number, int nth) {
    public Call {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }

    /** Such as {@code "ObjectStore.stat"}. */
    public String name() {
        return port.getSimpleName() + "." + method;
    }

    public boolean is(Class<?> ofPort, String named) {
        return port == ofPort && method.equals(named);
    }

    /** Such as {@code "call 3, ObjectStore.delete(uploads/users/ann/…)"}. */
    @Override
    public String toString() {
        String given = arguments.stream().map(String::valueOf).collect(joining(", ", "(", ")"));
        return "call " + number + ", " + name() + given;
    }
}
