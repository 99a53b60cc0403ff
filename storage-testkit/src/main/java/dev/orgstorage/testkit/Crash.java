package dev.orgstorage.testkit;

/** The process has died, as far as {@link Faults} can make it. No storage exception, so that nobody answers it. */
@SuppressWarnings("serial")
public final class Crash extends RuntimeException {
    Crash(String message) {
        super(message);
    }
}
