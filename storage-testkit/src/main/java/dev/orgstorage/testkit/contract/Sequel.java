package dev.orgstorage.testkit.contract;

import dev.orgstorage.testkit.contract.BucketStep.Upload;
import java.time.Duration;
import java.util.List;

/** What comes after a crash, until a sweep finishes what was left. */
record Sequel(Ask ask, Duration time) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAYS = Duration.ofDays(2);

    /** The first few have some of everything. */
    static final List<Sequel> ALL = List.of(
            new Sequel(Ask.NOTHING, DAYS),
            new Sequel(Ask.THE_SAME, HOUR),
            new Sequel(Ask.LATE_BYTES, DAYS),
            new Sequel(Ask.NOTHING, HOUR),
            new Sequel(Ask.THE_SAME, DAYS),
            new Sequel(Ask.LATE_BYTES, HOUR));

    /** What is asked of the server that was started again, or of the bucket. */
    enum Ask {
        NOTHING,
        THE_SAME,
        LATE_BYTES
    }

    void take(Play play, Step act) {
        switch (ask) {
            case NOTHING -> {}
            case THE_SAME -> play.take(act);
            case LATE_BYTES -> play.model().files().forEach(file -> play.take(new Upload(file.number())));
        }
        play.sweepAfter(time);
    }
}
