package dev.orgstorage.testkit;

import dev.orgstorage.domain.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What befalls a call of a port: something before its effect, or after it, or nothing. */
public final class Fault {
    public static final Fault NONE = new Fault("NONE", call -> {}, call -> {});

    /** The call has no effect and ends as {@link StorageException.Unavailable}. */
    public static final Fault FAIL_BEFORE = new Fault("FAIL_BEFORE", fail("before it had an effect"), call -> {});

    /** The call has its effect, but its answer, be it an exception, is lost: {@link StorageException.Unavailable}. */
    public static final Fault FAIL_AFTER = new Fault("FAIL_AFTER", call -> {}, fail("after it had its effect"));

    /** The process dies with this call still to come. */
    public static final Fault CRASH_BEFORE = new Fault("CRASH_BEFORE", crash("before"), call -> {});

    /** The process dies of this call's answer: the call has its effect, and nobody learns of it. */
    public static final Fault CRASH_AFTER = new Fault("CRASH_AFTER", call -> {}, crash("after"));

    final Consumer<Call> before;
    final Consumer<Call> after;
    private final String name;

    private Fault(String name, Consumer<Call> before, Consumer<Call> after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** Something else happens first. If it throws, the call has no effect. */
    public static Fault before(Consumer<Call> event) {
        return new Fault("BEFORE", event, call -> {});
    }

    /** Something else happens between the effect and the answer, which is lost if it throws. */
    public static Fault after(Consumer<Call> event) {
        return new Fault("AFTER", call -> {}, event);
    }

    /** The call waits before it has its effect. Whoever is interrupted gets {@link StorageException.Unavailable}. */
    public static Fault delay(Duration time) {
        return before(call -> pause(call, time));
    }

    /** As {@link #delay(Duration)}, but waiting is left to another, such as {@code clock::advance}. */
    public static Fault delay(Duration time, Consumer<Duration> waiting) {
        return before(call -> waiting.accept(time));
    }

    /** This fault at one call, counted over all ports. */
    public FaultPlan at(int number) {
        requireCount(number);
        return call -> call.number() == number ? this : NONE;
    }

    /** This fault at every call of that method. */
    public FaultPlan on(Class<?> port, String method) {
        requireMethod(port, method);
        return call -> call.is(port, method) ? this : NONE;
    }

    /** This fault at the nth call of that method. */
    public FaultPlan on(Class<?> port, String method, int nth) {
        requireMethod(port, method);
        requireCount(nth);
        return call -> call.is(port, method) && call.nth() == nth ? this : NONE;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Consumer<Call> fail(String moment) {
        return call -> {
            throw new StorageException.Unavailable(call.toString(), new IOException("Made to fail " + moment));
        };
    }

    private static Consumer<Call> crash(String moment) {
        return call -> {
            throw new Crash("Crashed " + moment + " " + call);
        };
    }

    private static void pause(Call call, Duration time) {
        try {
            boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable(call.toString(), e);
        }
    }

    private static void requireCount(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, so there is none at " + number);
        }
    }

    private static void requireMethod(Class<?> port, String method) {
        if (Stream.of(port.getMethods()).noneMatch(known -> known.getName().equals(method))) {
            throw new IllegalArgumentException(port.getSimpleName() + " has no method " + method);
        }
    }
}
