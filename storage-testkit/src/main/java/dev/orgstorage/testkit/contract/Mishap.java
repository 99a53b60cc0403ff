package dev.orgstorage.testkit.contract;

import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.FaultPlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What befalls a server while it does something. */
sealed interface Mishap {
    /** Does something that goes by a plan of faults, while this happens. */
    <T> T during(Play play, Function<FaultPlan, T> request);

    /** Whether what was asked may fail by it. */
    default boolean mayFail() {
        return false;
    }

    /** Whether so much time passes that others are lent what the server works on. */
    default boolean endsLeases() {
        return false;
    }

    /** Nothing. */
    record None() implements Mishap {
        @Override
        public <T> T during(Play play, Function<FaultPlan, T> request) {
            return request.apply(call -> Fault.NONE);
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** One call fails, or the server dies at it. */
    record At(int call, Fault fault) implements Mishap {
        @Override
        public <T> T during(Play play, Function<FaultPlan, T> request) {
            return request.apply(fault.at(call));
        }

        @Override
        public boolean mayFail() {
            return true;
        }

        @Override
        public String toString() {
            return ", " + fault + " at call " + call;
        }
    }

    /** The bucket, or else the records, do not answer. */
    record Outage(boolean ofBucket) implements Mishap {
        @Override
        public <T> T during(Play play, Function<FaultPlan, T> request) {
            return request.apply(call -> isHit(call) ? Fault.FAIL_BEFORE : Fault.NONE);
        }

        private boolean isHit(Call call) {
            boolean asksBucket = call.port() == ObjectStore.class;
            return asksBucket == ofBucket && !call.method().startsWith("sign");
        }

        @Override
        public boolean mayFail() {
            return true;
        }

        @Override
        public String toString() {
            return ofBucket ? ", while the bucket is down" : ", while the records are down";
        }
    }

    /** Before or after one call the server stands still for a while, and another one does something. */
    record Standstill(int call, boolean after, Duration time, Request<?> meanwhile) implements Mishap {
        @Override
        public <T> T during(Play play, Function<FaultPlan, T> request) {
            Fault fault = after
                    ? Fault.after(called -> play.meanwhile(time, meanwhile))
                    : Fault.before(called -> play.meanwhile(time, meanwhile));
            return request.apply(fault.at(call));
        }

        @Override
        public boolean endsLeases() {
            return !time.isZero();
        }

        @Override
        public String toString() {
            return ", but " + (after ? "after" : "before") + " call " + call + " it stands still for " + time
                    + ", and meanwhile " + meanwhile;
        }
    }

    /** Another server does something at once, in whatever order of their calls. */
    record Together(Request<?> meanwhile) implements Mishap {
        @Override
        public <T> T during(Play play, Function<FaultPlan, T> request) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> play.meanwhile(Duration.ZERO, meanwhile), Thread::startVirtualThread);
            try {
                return request.apply(call -> Fault.NONE);
            } finally {
                other.join();
            }
        }

        @Override
        public String toString() {
            return ", and at once " + meanwhile;
        }
    }
}
