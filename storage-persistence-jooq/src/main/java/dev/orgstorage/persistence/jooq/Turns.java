package dev.orgstorage.persistence.jooq;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A fixed number of places, each for whoever has asked first. */
final class Turns {
    private final Alarms alarms;
    private final Queue<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int free;

    Turns(int places, Alarms alarms) {
        this.free = places;
        this.alarms = alarms;
    }

    /** Whether there was a place in time. Whoever takes one gives it back. */
    boolean take(Duration patience) throws InterruptedException {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        synchronized (this) {
            if (free > 0) {
                free--;
                return true;
            }
            waiting.add(turn);
        }
        alarms.set(turn, patience, () -> turn.complete(false));
        try {
            return await(turn);
        } finally {
            alarms.takeBack(turn);
        }
    }

    private boolean await(CompletableFuture<Boolean> turn) throws InterruptedException {
        try {
            return turn.get();
        } catch (InterruptedException e) {
            if (!turn.complete(false) && turn.join()) {
                giveBack();
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A turn comes or does not come", e);
        }
    }

    /** To whoever has waited longest, and waits still. */
    synchronized void giveBack() {
        for (CompletableFuture<Boolean> next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.complete(true)) {
                return;
            }
        }
        free++;
    }

    synchronized int waiting() {
        return Math.toIntExact(waiting.stream().filter(turn -> !turn.isDone()).count());
    }
}
