package dev.orgstorage.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes ports, yours or those in memory, fail, crash or wait where a {@link FaultPlan} says so. All ports around which
 * one {@code Faults} stands share the plan and the count of calls.
 *
 * <pre>{@code
 * Faults faults = new Faults();
 * ObjectStore objects = faults.around(ObjectStore.class, bucket);
 * faults.plan(Fault.FAIL_AFTER.at(3)); // the third call from now is done, but its answer is lost
 * faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "delete")); // nothing can be deleted
 * faults.plan(Fault.delay(Duration.ofSeconds(30), clock::advance).on(ObjectStore.class, "stat", 2));
 * faults.plan(FaultPlan.seeded(42, 0.1, Fault.FAIL_BEFORE, Fault.FAIL_AFTER)); // every tenth call or so
 * }</pre>
 *
 * After a {@link Fault#CRASH_BEFORE} or {@link Fault#CRASH_AFTER} every call of every port ends as {@link Crash} and has
 * no effect, and calls under way are not answered either, until there is a new plan: nothing that a dead process would
 * not do is done by whoever catches a crash. To try every point, run once without faults, ask {@link #calls} how many
 * there were, and crash before and after each.
 */
public final class Faults {
    private volatile Life life;

    /** Nothing fails until there is a plan. */
    public Faults() {
        this(call -> Fault.NONE);
    }

    public Faults(FaultPlan plan) {
        life = new Life(plan);
    }

    /**
     * The port as it is, but for what the plan says. Its exceptions pass through as they are. What is asked of any
     * object ({@code equals}, {@code hashCode}, {@code toString}) is no call, and neither is being given a port by a port:
     * these faults are around that one, too.
     *
     * @throws IllegalArgumentException if the port is not an interface
     */
    public <T> T around(Class<T> port, T real) {
        if (!port.isInterface()) {
            throw new IllegalArgumentException("Faults go around an interface, which " + port.getName() + " is not");
        }
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? asObject(proxy, method, arguments, "Faults around " + real)
                        : call(port, real, method, arguments)));
    }

    /** From now on this plan: calls are counted anew, and a process that has crashed is started again. */
    public void plan(FaultPlan plan) {
        life = new Life(plan);
    }

    /** From now on nothing fails; otherwise as {@link #plan}. */
    public void clear() {
        plan(call -> Fault.NONE);
    }

    /** The calls since the last plan, in order; those of the dead are none. */
    public List<Call> calls() {
        return life.calls();
    }

    private @Nullable Object call(Class<?> port, Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Life now = life;
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        if (isPort(method.getReturnType(), port)) {
            return aroundGiven(method.getReturnType(), invoke(real, method, given));
        }
        Step step = now.begin(port, method.getName(), Arrays.asList(given));
        try {
            step.fault().before.accept(step.call());
            try {
                return invoke(real, method, given);
            } finally {
                step.fault().after.accept(step.call());
            }
        } catch (Crash crash) {
            now.end(crash);
            throw crash;
        } finally {
            now.requireAlive();
        }
    }

    private <T> T aroundGiven(Class<T> port, @Nullable Object given) {
        return around(port, port.cast(Objects.requireNonNull(given)));
    }

    private static boolean isPort(Class<?> type, Class<?> port) {
        return type.isInterface() && type.getPackage().equals(port.getPackage());
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] arguments) throws Throwable {
        method.setAccessible(true);
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @SuppressWarnings("ReferenceEquality") // as Object has it
    private static Object asObject(Object proxy, Method method, Object @Nullable [] arguments, String text) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> text;
        };
    }

    private record Step(Call call, Fault fault) {}

    /** Of a process: from its start to its death. */
    private static final class Life {
        private final FaultPlan plan;
        private final List<Call> calls = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private @Nullable String death;

        Life(FaultPlan plan) {
            this.plan = plan;
        }

        synchronized Step begin(Class<?> port, String method, List<@Nullable Object> arguments) {
            requireAlive();
            int nth = counts.merge(port.getName() + "." + method, 1, Integer::sum);
            Call call = new Call(port, method, arguments, calls.size() + 1, nth);
            calls.add(call);
            return new Step(call, plan.at(call));
        }

        synchronized void end(Crash crash) {
            death = death == null ? crash.getMessage() : death;
        }

        synchronized void requireAlive() {
            if (death != null) {
                throw new Crash(death);
            }
        }

        synchronized List<Call> calls() {
            return List.copyOf(calls);
        }
    }
}
