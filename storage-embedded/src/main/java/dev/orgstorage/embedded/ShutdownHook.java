package dev.orgstorage.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Closes disposable things that nobody has closed by the end of the JVM. */
final class ShutdownHook {

    private static final Map<AutoCloseable, Thread> HOOKS = new ConcurrentHashMap<>();

    private ShutdownHook() {}

    static void closing(AutoCloseable disposable) {
        Thread hook = new Thread(() -> close(disposable));
        HOOKS.put(disposable, hook);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void close(AutoCloseable disposable) {
        try {
            disposable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void remove(AutoCloseable disposable) {
        Thread hook = HOOKS.remove(disposable);
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and this is the hook at work.
        }
    }
}
