package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.testkit.Crash;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Orphans;
import dev.orgstorage.usecase.Repair.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A repair that dies, before or after any call of a port, has lost nothing, and its next run ends it. */
class RepairCrashTest {
    private static final List<Fault> DEATHS =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.FAIL_BEFORE, Fault.FAIL_AFTER);

    @Test
    void theRecordOfAMissingObject() {
        diesAnywhere(Kind.MISSING, Orphans.KEEP, all -> all.missing().key());
    }

    @Test
    void anOrphanToBeImported() {
        diesAnywhere(Kind.ORPHAN, Orphans.IMPORT, Differences::losingItsRecord);
    }

    @Test
    void anOrphanToBeDeleted() {
        diesAnywhere(Kind.ORPHAN, Orphans.DELETE, Differences::losingItsRecord);
    }

    @Test
    void anUploadThatNeverCame() {
        diesAnywhere(
                Kind.OVERDUE,
                Orphans.KEEP,
                all -> all.scene.start(ANN_ALONE).file().key());
    }

    @Test
    void anUploadThatCame() {
        diesAnywhere(
                Kind.OVERDUE, Orphans.KEEP, all -> all.scene.upload(ANN_ALONE).key());
    }

    @Test
    void anUploadThatIsNotAsPromised() {
        diesAnywhere(
                Kind.OVERDUE,
                Orphans.KEEP,
                all -> all.scene.altered(ANN_ALONE, "text/plain", "else").key());
    }

    @Test
    void aTombstoneThatHasEnded() {
        diesAnywhere(Kind.UNSETTLED, Orphans.KEEP, all -> all.deleted().key());
    }

    private static void diesAnywhere(Kind kind, Orphans orphans, Function<Differences, ObjectKey> planting) {
        int call = 0;
        boolean reached = true;
        while (reached) {
            call++;
            for (Fault death : DEATHS) {
                reached = diesAt(call, death, kind, orphans, planting);
            }
        }
        assertThat(call).as("calls of ports").isGreaterThan(3);
    }

    /** Whether it came to that call. */
    private static boolean diesAt(
            int call, Fault death, Kind kind, Orphans orphans, Function<Differences, ObjectKey> planting) {
        Differences all = new Differences();
        FileRecord fine = all.scene.ready(BOB_ALONE);
        ObjectKey key = planting.apply(all);
        all.scene.clock.advance(Differences.LONG);
        boolean wasThere = all.scene.objects.stat(key).isPresent();
        Rules rules = new Rules(Duration.ofDays(1), 1, orphans);
        all.faults.plan(death.at(call));
        Crash crash = catchThrowableOfType(Crash.class, () -> all.repair(rules).repair(kind, key));
        boolean reached = crash != null || all.faults.calls().size() >= call;
        all.faults.clear();

        String where = death + " at call " + call + " of repairing " + kind;
        if (wasThere && all.scene.objects.stat(key).isEmpty()) {
            assertThat(all.scene.records.tombstones().page("", null, 1000))
                    .as(where)
                    .anyMatch(tombstone -> tombstone.key().equals(key));
        }
        all.sweep().once();
        repairWhatIsLeft(all, rules);
        all.scene.clock.advance(Differences.LONG);
        all.sweep().once();
        assertThat(all.found()).as(where).isEmpty();
        all.scene.unchanged(fine);
        assertThat(all.scene.inBucket(fine)).as(where).isTrue();
        return reached;
    }

    private static void repairWhatIsLeft(Differences all, Rules rules) {
        List<Difference> found = new ArrayList<>(all.found());
        Repair repair = all.repair(rules);
        found.forEach(difference -> repair.repair(difference.kind(), difference.key()));
        assertThat(all.found()).isEmpty();
    }
}
