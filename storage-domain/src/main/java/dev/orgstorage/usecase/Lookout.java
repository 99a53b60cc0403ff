package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For which pending files a listing looks. In a file's first second every listing does; later none does again until the
 * file is twice as old, or a minute has passed. Otherwise whoever promises files that never come would make each of
 * their listings as dear as sixteen questions to the bucket. Any number of threads may ask.
 */
final class Lookout {
    private static final Duration YOUNG = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int MOST_KNOWN = 1 << 15;

    private final InstantSource clock;
    private final Map<FileId, Instant> resting = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileId, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private boolean silent;
    private Instant nextAttempt = Instant.MIN;

    Lookout(InstantSource clock) {
        this.clock = clock;
    }

    /** Those to look for now. Whoever asks looks, and says whether the bucket has answered. */
    synchronized List<FileRecord> due(List<FileRecord> pending) {
        Instant now = clock.instant();
        List<FileRecord> due = pending.stream()
                .filter(file -> !isBefore(now, resting.getOrDefault(file.id(), now), LONGEST_REST))
                .toList();
        if (due.isEmpty() || !mayAsk(now)) {
            return List.of();
        }
        due.forEach(file -> rest(file, now));
        return due;
    }

    /** While the bucket does not answer, one listing in five seconds tries whether it does again, and waits in vain. */
    private boolean mayAsk(Instant now) {
        if (silent) {
            if (isBefore(now, nextAttempt, SILENCE)) {
                return false;
            }
            nextAttempt = now.plus(SILENCE);
        }
        return true;
    }

    synchronized void answered(boolean inTime) {
        silent = !inTime;
        nextAttempt = clock.instant().plus(SILENCE);
    }

    private void rest(FileRecord file, Instant now) {
        Duration age = Duration.between(file.createdAt(), now);
        if (age.compareTo(YOUNG) >= 0) {
            resting.put(file.id(), now.plus(age.compareTo(LONGEST_REST) < 0 ? age : LONGEST_REST));
        }
    }

    /** A clock that was set back does not make anybody wait for longer. */
    private static boolean isBefore(Instant now, Instant end, Duration longest) {
        return now.isBefore(end) && !now.plus(longest).isBefore(end);
    }
}
