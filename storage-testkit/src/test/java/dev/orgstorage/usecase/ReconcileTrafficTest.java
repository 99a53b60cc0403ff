package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static dev.orgstorage.usecase.Scene.hello;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What users and sweeps do while a comparison goes on is no difference, at whatever point of it they do it; and what is
 * different all the while is found.
 */
class ReconcileTrafficTest {
    private static final int SAMPLES = 200;

    private static final Deed UPLOAD = (all, file) -> all.scene.objects.send(file.request(), hello());
    private static final Deed LATE_UPLOAD =
            (all, file) -> all.scene.objects.send(all.scene.objects.signUpload(file.file(), Scene.LIFE), hello());
    private static final Deed COMPLETE = (all, file) ->
            all.scene.storage.completeUpload(ANN_ALONE, file.file().id());
    private static final Deed DELETE =
            (all, file) -> all.scene.storage.deleteFile(ANN_ALONE, file.file().id());
    private static final Deed REMOVE_RECORD = (all, file) ->
            all.scene.records.remove(file.file().owner(), file.file().id());
    private static final Deed REMOVE_OBJECT =
            (all, file) -> all.scene.objects.delete(file.file().key());
    private static final Deed NOTE = (all, file) ->
            all.scene.records.tombstones().objectRemoved(file.file().key());
    private static final Deed NEXT_WEEK = (all, file) -> all.scene.clock.advance(Duration.ofDays(7));
    private static final Deed SWEEP = (all, file) -> all.sweep().once();

    @FunctionalInterface
    private interface Deed {
        void befall(Differences all, SignedFile file);
    }

    /** What has happened to a file beforehand, and what happens to it meanwhile, one thing after the other. */
    private record Story(String name, List<Deed> before, List<Deed> meanwhile) {
        static Story promised(String name, Deed... meanwhile) {
            return new Story(name, List.of(), List.of(meanwhile));
        }

        static Story ready(String name, Deed... meanwhile) {
            return new Story(name, List.of(UPLOAD, COMPLETE), List.of(meanwhile));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Story> stories() {
        return Stream.of(
                Story.promised("nothing happens"),
                Story.promised("an upload comes", UPLOAD),
                Story.promised("an upload comes and is completed", UPLOAD, COMPLETE),
                Story.promised("a file comes and goes", UPLOAD, COMPLETE, DELETE),
                Story.promised("a promise is taken back", DELETE),
                Story.promised("bytes come after the promise was taken back", DELETE, UPLOAD),
                Story.promised("the sweep finds an upload", UPLOAD, NEXT_WEEK, SWEEP),
                Story.promised("the sweep gives an upload up", NEXT_WEEK, SWEEP),
                Story.ready("a file is deleted", DELETE),
                Story.ready("a file is deleted step by step", REMOVE_RECORD, REMOVE_OBJECT, NOTE),
                Story.ready("a file is deleted and the sweep removes its object", REMOVE_RECORD, SWEEP),
                Story.ready("a file is deleted and swept to the end", DELETE, SWEEP, NEXT_WEEK, SWEEP),
                Story.ready("late bytes are swept at the end", DELETE, LATE_UPLOAD, NEXT_WEEK, SWEEP),
                new Story(
                        "bytes come when the tombstone has ended, and are swept with it",
                        List.of(UPLOAD, COMPLETE, DELETE, NEXT_WEEK),
                        List.of(LATE_UPLOAD, SWEEP)));
    }

    @TestFactory
    Stream<DynamicTest> whatHappensMeanwhileIsNoDifferenceAtWhateverPointsItHappens() {
        return stories().map(story -> DynamicTest.dynamicTest(story.name(), () -> playAtAllPoints(story)));
    }

    @TestFactory
    Stream<DynamicTest> theSameInTheMidstOfThousandsOfFiles() {
        return stories().map(story -> DynamicTest.dynamicTest(story.name(), () -> playAmongMany(story)));
    }

    /** An orphan gets its record, and loses it again, right before each of the last questions. */
    @Test
    void anOrphanThatIsImportedBeforeTheLastQuestionIsNone() {
        Differences all = new Differences();
        ObjectKey orphan = all.losingItsRecord();
        assertThat(all.found()).extracting(Difference::key).containsExactly(orphan);
        int last = all.faults.calls().size();
        ImportObjects importing = new ImportObjects(all.scene.objects, all.scene.records.ledger(), all.ids);
        all.faults.plan(call -> {
            if (call.number() == last) {
                importing.adopt(List.of(new ImportObjects.Claim(orphan)));
            } else if (call.number() > last) {
                FileRecord file = all.scene.records.ledger().find(orphan).orElseThrow();
                all.scene.records.remove(file.owner(), file.id());
            }
            return Fault.NONE;
        });
        assertThat(all.found()).isEmpty();
        assertThat(all.scene.records.all()).isEmpty();
    }

    private static void playAtAllPoints(Story story) {
        int calls = callsOfAComparison();
        for (List<Integer> points : points(story.meanwhile().size(), calls)) {
            Differences all = new Differences();
            all.scene.ready(BOB_ALONE);
            all.oneOfEach();
            play(all, story, points);
        }
    }

    private static void playAmongMany(Story story) {
        Differences all = new Differences();
        fill(all, "many/", 1_300);
        fill(all, "versions/", 1_700);
        all.oneOfEach();
        assertThat(all.found()).hasSize(5);
        for (int point = 1; point <= all.faults.calls().size(); point++) {
            int here = point;
            play(all, story, story.meanwhile().stream().map(deed -> here).toList());
        }
    }

    /** @param points before which calls of the comparison each deed happens */
    private static void play(Differences all, Story story, List<Integer> points) {
        SignedFile file = all.scene.start(ANN_ALONE);
        story.before().forEach(deed -> deed.befall(all, file));
        all.faults.clear();
        Set<String> before = Differences.named(all.found());
        Deque<Integer> when = new ArrayDeque<>(points);
        Deque<Deed> deeds = new ArrayDeque<>(story.meanwhile());
        all.faults.plan(call -> {
            while (!deeds.isEmpty() && when.element() <= call.number()) {
                when.remove();
                deeds.remove().befall(all, file);
            }
            return Fault.NONE;
        });
        Set<String> found = Differences.named(all.found());
        List<Call> calls = all.faults.calls();
        all.faults.clear();
        Set<String> allTheWhile = new TreeSet<>(before);
        allTheWhile.retainAll(Differences.named(all.found()));
        assertThat(before).as("%s, at %s of %s", story, points, calls).containsAll(found);
        assertThat(found).as("%s, at %s of %s", story, points, calls).containsAll(allTheWhile);
    }

    private static int callsOfAComparison() {
        Differences all = new Differences();
        all.oneOfEach();
        assertThat(all.found()).hasSize(5);
        return all.faults.calls().size();
    }

    /** All ways to choose one or two points in order; of the very many ways to choose more, some. */
    private static List<List<Integer>> points(int deeds, int calls) {
        List<List<Integer>> points = new ArrayList<>();
        RandomGenerator random = new Random(deeds);
        if (deeds > 2) {
            for (int i = 0; i < SAMPLES; i++) {
                points.add(random.ints(deeds, 1, calls + 1).sorted().boxed().toList());
            }
            return points;
        }
        for (int first = 1; first <= calls; first++) {
            for (int second = first; second <= calls; second++) {
                points.add(List.of(first, second).subList(0, deeds));
            }
        }
        return points.stream().distinct().toList();
    }

    /** Files that are as they should be, under keys before or after all others. */
    private static void fill(Differences all, String prefix, int files) {
        List<FileRecord> fillers = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            FileId id = all.ids.at(all.scene.clock.advance(Duration.ofMillis(1)));
            ObjectKey key = new ObjectKey(prefix + id);
            all.scene.objects.put(key, "text/plain", hello());
            fillers.add(Planted.ready(
                    id, key, all.scene.objects.stat(key).orElseThrow().etag(), all.scene.clock.instant()));
        }
        for (int from = 0; from < files; from += 1000) {
            all.scene.records.ledger().adopt(fillers.subList(from, Math.min(files, from + 1000)));
        }
    }
}
