package dev.orgstorage.http.server;

import dev.orgstorage.http.server.Client.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** What clients were told of their files, to be held against what there is. Safe to share between threads. */
final class Manifest {
    private static final int AT_ONCE = 8;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final LongAdder acknowledged = new LongAdder();

    /** What a client was told last. */
    enum Fate {
        /** Nothing that would bind anybody: the file may be there, as it was to be, or not. */
        OPEN,
        READY,
        DELETED
    }

    /** A file that somebody uploads. */
    record Entry(String token, String id, String key, String name, String sha256, Fate fate) {
        private Entry with(Fate told) {
            return new Entry(token, id, key, name, sha256, told);
        }
    }

    Entry started(String token, Reply started, String name, byte[] bytes) {
        Entry entry =
                new Entry(token, started.text("recordId"), started.text("fileKey"), name, sha256(bytes), Fate.OPEN);
        entries.put(entry.id(), entry);
        return entry;
    }

    /** What follows is not known until it is told. */
    void asking(Entry file) {
        entries.put(file.id(), file.with(Fate.OPEN));
    }

    void told(Entry file, Fate fate) {
        entries.put(file.id(), file.with(fate));
        acknowledged.increment();
    }

    /** How many acknowledgements there were. */
    long acknowledged() {
        return acknowledged.sum();
    }

    /** Whether somebody has started to upload a file under that key. */
    boolean hasKey(String key) {
        return entries.values().stream().anyMatch(entry -> entry.key().equals(key));
    }

    long count(Fate fate) {
        return entries.values().stream().filter(entry -> entry.fate() == fate).count();
    }

    /**
     * Asks the server at that address for each file.
     *
     * @param objects the keys of all there are
     * @return each acknowledgement that does not hold, and how
     */
    List<String> broken(String address, Set<String> objects) throws InterruptedException, ExecutionException {
        List<Callable<Optional<String>>> checks = new ArrayList<>();
        entries.values().forEach(entry -> checks.add(() -> broken(entry, address, objects)));
        List<String> broken = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Optional<String>> check : threads.invokeAll(checks)) {
                check.get().ifPresent(broken::add);
            }
        }
        return broken;
    }

    private static Optional<String> broken(Entry entry, String address, Set<String> objects) {
        Client client = new Client(address, entry.token());
        Reply file = client.get("/files/" + entry.id());
        boolean gone = file.status() == 404 && !objects.contains(entry.key());
        boolean holds = switch (entry.fate()) {
            case DELETED -> gone;
            case READY -> isWhole(entry, file, client);
            case OPEN -> gone || isWhole(entry, file, client);
        };
        return holds ? Optional.empty() : Optional.of(entry + " is answered " + file.status() + " " + file.json());
    }

    private static boolean isWhole(Entry entry, Reply file, Client client) {
        return file.status() == 200
                && file.text("state").equals("ready")
                && file.text("filename").equals(entry.name())
                && file.text("fileKey").equals(entry.key())
                && sha256(client.download(entry.id())).equals(entry.sha256());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
