package dev.orgstorage.testkit.contract;

import static dev.orgstorage.testkit.contract.Cast.ACME;
import static dev.orgstorage.testkit.contract.Cast.ANN_AT_ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.testkit.Crash;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.usecase.SignedPart;
import dev.orgstorage.usecase.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One act that concerns an upload in parts, by a server that a fault befalls, and the end of it all. */
final class PartsPlay {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(8);

    private final World world;
    private final Act act;
    private final Server server;
    private final @Nullable FileRecord file;
    private boolean wasReady;

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

    PartsPlay(World world, Act act) {
        this.world = world;
        this.act = act;
        server = new Server(world, new Random(3));
        file = act == Act.START ? null : begun(new Server(world, new Random(7)));
    }

    /** Plays it with that fault at that call. Whether there is that call. */
    boolean endsAt(int call, Fault fault, boolean again) {
        String moment = act + ", " + fault + " at call " + call + (again ? ", and again" : "");
        server.faults.plan(fault.at(call));
        take();
        boolean ended = server.faults.calls().size() >= call;
        server.faults.clear();
        requireNothingUnknown(moment);
        if (again) {
            take();
            requireNothingUnknown(moment);
        }
        end(moment);
        return ended;
    }

    private FileRecord begun(Server before) {
        FileRecord begun = start(before.storage);
        if (act != Act.COMPLETE_WITHOUT_ITS_PART && act != Act.SWEEP_WHAT_NEVER_CAME) {
            SignedPart part = before.storage
                    .signParts(ANN_AT_ACME, begun.id(), List.of(1))
                    .getFirst();
            assertThat(world.send(part.request(), HELLO).status()).isEqualTo(200);
        }
        switch (act) {
            case COMPLETE_BESIDE_ANOTHER_UPLOAD -> world.objects().multipart().begin(begun);
            case SWEEP_AFTER_A_WEEK -> world.pass(WEEK);
            case SWEEP_WHAT_NEVER_CAME -> world.pass(WEEK.plus(Tombstone.TRANSFER));
            case SWEEP_AFTER_AN_ERASURE -> before.erase.erase(ACME);
            default -> {}
        }
        return begun;
    }

    private static FileRecord start(Storage storage) {
        Content content = new Content(new MediaType("text/plain"), HELLO.length);
        return storage.startMultipart(ANN_AT_ACME, new FileName("a.txt"), content, Parts.SMALLEST);
    }

    private void take() {
        try {
            switch (act) {
                case START -> start(server.storage);
                case COMPLETE_WHOLE, COMPLETE_WITHOUT_ITS_PART, COMPLETE_BESIDE_ANOTHER_UPLOAD ->
                    wasReady |= server.storage
                            .completeUpload(ANN_AT_ACME, known().id())
                            .isReady();
                case DELETE -> server.storage.deleteFile(ANN_AT_ACME, known().id());
                case SWEEP_AFTER_A_WEEK, SWEEP_WHAT_NEVER_CAME, SWEEP_AFTER_AN_ERASURE -> server.sweep.once();
            }
        } catch (Crash | StorageException.Unavailable | StorageException.NotUploaded ended) {
            // As it had to, or as well as it could.
        }
    }

    private FileRecord known() {
        return Objects.requireNonNull(file);
    }

    /** Objects and unfinished uploads have a record or a tombstone, and only what is pending or going has the latter. */
    private void requireNothingUnknown(String moment) {
        State state = State.of(world);
        Set<ObjectKey> known = new HashSet<>(state.records().keySet());
        known.addAll(state.tombstones().keySet());
        Set<ObjectKey> inParts = new HashSet<>();
        state.records().values().stream()
                .filter(record -> record.multipart().isPresent())
                .forEach(record -> inParts.add(record.key()));
        state.tombstones().values().stream()
                .filter(Tombstone::inParts)
                .forEach(tombstone -> inParts.add(tombstone.key()));
        assertThat(state.objects().keySet()).as(moment).isSubsetOf(known);
        assertThat(world.unfinishedUploads()).as(moment).isSubsetOf(inParts);
    }

    /** After two sweeps there are ready files with their objects, and nothing else. */
    private void end(String moment) {
        for (int i = 0; i < 2; i++) {
            world.pass(LONG);
            server.sweep.once();
        }
        State state = State.of(world);
        assertThat(world.unfinishedUploads()).as(moment).isEmpty();
        assertThat(state.losses(Set.of())).as(moment).isEmpty();
        assertThat(state.leftovers(world.objects())).as(moment).isEmpty();
        assertThat(state.objects().keySet())
                .as(moment)
                .isEqualTo(state.records().keySet());
        assertThat(state.records().size())
                .as(moment)
                .isGreaterThanOrEqualTo(wasReady ? 1 : 0)
                .isLessThanOrEqualTo(1);
    }
}
