package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Crash;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server dies, or a call fails, before and after each call of all that concerns uploads in parts. */
class UploadInPartsCrashTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(8);
    private static final List<Fault> FAULTS =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.FAIL_BEFORE, Fault.FAIL_AFTER);
    private static final Content SMALL = new Content(new MediaType("text/plain"), 5);

    /** What is done, with a file that was begun before but for the first. */
    enum Act {
        START,
        COMPLETE_WHOLE,
        COMPLETE_WITHOUT_ITS_PART,
        COMPLETE_BESIDE_ANOTHER_UPLOAD,
        DELETE,
        SWEEP_AFTER_A_WEEK,
        SWEEP_WHAT_NEVER_CAME,
        SWEEP_AFTER_AN_ERASURE
    }

    @ParameterizedTest
    @EnumSource
    void whereverItEndsNothingIsLostAndNothingIsLeft(Act act) {
        for (Fault fault : FAULTS) {
            for (boolean again : List.of(false, true)) {
                int call = 1;
                while (endsAt(act, fault, call, again)) {
                    call++;
                }
                assertThat(call).as("calls of " + act).isGreaterThan(2);
            }
        }
    }

    /** Whether there is that call. */
    private static boolean endsAt(Act act, Fault fault, int call, boolean again) {
        Play play = new Play(act);
        play.faults.plan(fault.at(call));
        play.take(act);
        boolean ended = play.faults.calls().size() >= call;
        play.faults.clear();
        String moment = act + ", " + fault + " at call " + call + (again ? ", and again" : "");
        play.requireNothingUnknown(moment);
        if (again) {
            play.take(act);
            play.requireNothingUnknown(moment);
        }
        play.end(moment);
        return ended;
    }

    private static final class Play {
        final Scene scene = new Scene();
        final Faults faults = new Faults();
        final Storage storage;
        final Sweep sweep;
        final @Nullable FileRecord file;
        boolean wasReady;

        Play(Act act) {
            FileRecords records = faults.around(FileRecords.class, scene.records);
            Tombstones tombstones = faults.around(Tombstones.class, scene.records.tombstones());
            Ledger ledger = faults.around(Ledger.class, scene.records.ledger());
            ObjectStore objects = faults.around(ObjectStore.class, scene.objects);
            storage = Storage.over(records, tombstones, objects)
                    .with(scene.clock, new FileIds(scene.clock, new Random(3)));
            sweep = new Sweep(records, tombstones, ledger, objects, scene.clock);
            file = act == Act.START ? null : begun(act);
        }

        private FileRecord begun(Act act) {
            FileRecord begun = start(scene.storage);
            if (act != Act.COMPLETE_WITHOUT_ITS_PART && act != Act.SWEEP_WHAT_NEVER_CAME) {
                SignedPart part = scene.storage
                        .signParts(ANN_AT_ACME, begun.id(), List.of(1))
                        .getFirst();
                scene.objects.send(part.request(), new byte[5]);
            }
            switch (act) {
                case COMPLETE_BESIDE_ANOTHER_UPLOAD -> scene.objects.multipart().begin(begun);
                case SWEEP_AFTER_A_WEEK -> scene.clock.advance(WEEK);
                case SWEEP_WHAT_NEVER_CAME -> scene.clock.advance(WEEK.plus(Tombstone.TRANSFER));
                case SWEEP_AFTER_AN_ERASURE -> new EraseOwner(scene.records.owners()).erase(Scene.ACME);
                default -> {}
            }
            return begun;
        }

        private static FileRecord start(Storage storage) {
            return storage.startMultipart(ANN_AT_ACME, new FileName("a.txt"), SMALL, Parts.SMALLEST);
        }

        void take(Act act) {
            try {
                switch (act) {
                    case START -> start(storage);
                    case COMPLETE_WHOLE, COMPLETE_WITHOUT_ITS_PART, COMPLETE_BESIDE_ANOTHER_UPLOAD ->
                        wasReady |= storage.completeUpload(ANN_AT_ACME, known().id())
                                .isReady();
                    case DELETE -> storage.deleteFile(ANN_AT_ACME, known().id());
                    case SWEEP_AFTER_A_WEEK, SWEEP_WHAT_NEVER_CAME, SWEEP_AFTER_AN_ERASURE -> sweep.once();
                }
            } catch (Crash | StorageException.Unavailable | StorageException.NotUploaded ended) {
                // As it had to, or as well as it could.
            }
        }

        private FileRecord known() {
            return Objects.requireNonNull(file);
        }

        /** Objects and unfinished uploads have a record or a tombstone, and only what is pending or going has the latter. */
        void requireNothingUnknown(String moment) {
            Set<ObjectKey> known = new HashSet<>();
            Set<ObjectKey> inParts = new HashSet<>();
            for (FileRecord record : scene.records.all()) {
                known.add(record.key());
                record.multipart().ifPresent(multipart -> inParts.add(record.key()));
            }
            for (Tombstone tombstone : tombstones()) {
                known.add(tombstone.key());
                Optional.of(tombstone.key()).filter(key -> tombstone.inParts()).ifPresent(inParts::add);
            }
            assertThat(keys()).as(moment).isSubsetOf(known);
            assertThat(scene.objects.unfinishedUploads()).as(moment).isSubsetOf(inParts);
        }

        /** After two sweeps there are ready files with their objects, and nothing else. */
        void end(String moment) {
            for (int i = 0; i < 2; i++) {
                scene.clock.advance(LONG);
                sweep.once();
            }
            assertThat(scene.objects.unfinishedUploads()).as(moment).isEmpty();
            assertThat(tombstones()).as(moment).isEmpty();
            assertThat(scene.records.all()).as(moment).allMatch(FileRecord::isReady);
            assertThat(scene.records.all())
                    .as(moment)
                    .extracting(FileRecord::key)
                    .containsExactlyInAnyOrderElementsOf(keys());
            assertThat(!wasReady || scene.records.all().size() == 1).as(moment).isTrue();
        }

        private List<Tombstone> tombstones() {
            return scene.records.tombstones().page("", null, 10);
        }

        private List<ObjectKey> keys() {
            return scene.objects.list("", null, 10).entries().stream()
                    .map(ObjectPage.Entry::key)
                    .toList();
        }
    }
}
