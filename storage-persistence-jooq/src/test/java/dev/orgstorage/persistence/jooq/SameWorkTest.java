package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.Storage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** An unknown file, another's, and one of another context of the same user cost the database the same statements. */
class SameWorkTest {
    private final List<String> statements = new ArrayList<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-08T09:10:11Z"));
    private final Samples samples = new Samples(clock.instant(), new SecureRandom());
    private final DSLContext watched = watched();
    private final Storage storage = Storage.over(
                    new JooqFileRecords(watched), new JooqTombstones(watched), new InMemoryObjectStore(clock))
            .with(clock, new FileIds(clock, new SecureRandom()));

    @Test
    void lookingIsTheSameWork() {
        sameWork((caller, ref) -> storage.file(caller, ref));
    }

    @Test
    void openingIsTheSameWork() {
        sameWork((caller, ref) -> storage.openDownload(caller, ref, Disposition.INLINE, Duration.ofMinutes(1)));
    }

    @Test
    void openingManyIsTheSameWork() {
        sameWork((caller, ref) -> {
            List<FileRef> refs = List.of(ref, samples.pending(caller).id());
            if (storage.openDownloads(caller, refs, Disposition.INLINE, Duration.ofMinutes(1))
                    .files()
                    .isEmpty()) {
                throw new StorageException.NotFound();
            }
        });
    }

    @Test
    void completingIsTheSameWork() {
        sameWork((caller, ref) -> {
            if (ref instanceof FileId id) {
                storage.completeUpload(caller, id);
            } else {
                throw new StorageException.NotFound();
            }
        });
    }

    @Test
    void renamingIsTheSameWork() {
        sameWork((caller, ref) -> {
            if (ref instanceof FileId id) {
                storage.renameFile(caller, id, new FileName("theirs.txt"));
            } else {
                throw new StorageException.NotFound();
            }
        });
    }

    @Test
    void deletingIsTheSameWork() {
        sameWork((caller, ref) -> storage.deleteFile(caller, ref));
    }

    private void sameWork(BiConsumer<Caller, FileRef> attempt) {
        Caller owner = samples.member();
        FileRecord file = storage.startUpload(
                        owner, new FileName("mine.txt"), new Content(new MediaType("text/plain"), 1))
                .file();
        FileRecord unknown = samples.pending(owner);

        List<String> work = workOf(() -> attempt.accept(owner, unknown.id()));
        List<String> workByKey = workOf(() -> attempt.accept(owner, unknown.key()));
        for (Caller stranger : List.of(samples.member(), samples.someone(), Caller.personal(owner.user()))) {
            FileId id = file.id();
            ObjectKey key = file.key();
            assertThat(workOf(() -> attempt.accept(stranger, id))).isEqualTo(work);
            assertThat(workOf(() -> attempt.accept(stranger, key))).isEqualTo(workByKey);
        }
    }

    private List<String> workOf(Runnable attempt) {
        statements.clear();
        assertThatThrownBy(attempt::run)
                .isInstanceOf(StorageException.NotFound.class)
                .hasMessage("File not found or access denied");
        return List.copyOf(statements);
    }

    private DSLContext watched() {
        Configuration configuration =
                TestDatabase.sql().configuration().derive(ExecuteListener.onExecuteStart(this::note));
        return DSL.using(configuration);
    }

    private void note(ExecuteContext execution) {
        statements.add(Objects.requireNonNull(execution.sql()));
    }
}
