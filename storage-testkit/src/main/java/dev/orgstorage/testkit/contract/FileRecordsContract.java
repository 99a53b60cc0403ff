package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.FirstPage;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link FileRecords} and {@link Tombstones}. Every test keeps to owners of its own. */
public interface FileRecordsContract {
    /** A time with microseconds, and nanoseconds that no database keeps. */
    Instant TIME = Instant.parse("2026-02-03T04:05:06.789012345Z");

    /** The adapter under test. */
    FileRecords records();

    /** The tombstones of the same storage. */
    Tombstones tombstones();

    /** An adapter to storage that does not answer. */
    FileRecords unreachableRecords();

    Tombstones unreachableTombstones();

    @Test
    default void aFileIsFoundByIdAndByKeyEqualToWhatWasStored() {
        for (Caller caller : List.of(samples().someone(), samples().member())) {
            FileRecord file = added(samples().pending(caller));
            assertThat(records().find(caller.context(), file.id())).contains(file);
            assertThat(records().find(caller.context(), file.key())).contains(file);
        }
    }

    @Test
    default void hardNamesAndIdsComeBackAsTheyWere() {
        UserId user = new UserId("Ünï\"code' \\ % _ 🦊 " + samples().user());
        OrganizationId organization =
                new OrganizationId("o'rg; drop table -- " + samples().organization());
        Samples samples = samples();
        for (String name : Samples.HARD_NAMES) {
            FileRecord file = added(samples.pending(Caller.in(organization, user, Role.MEMBER), name));
            assertThat(records().find(file.owner(), file.id())).contains(file);
        }
    }

    @Test
    default void sizesAndChecksumsComeBackAsTheyWere() {
        Sha256 checksum = Sha256.of(new byte[32]);
        for (Content content : List.of(
                new Content(MediaType.BYTES, 0),
                new Content(MediaType.BYTES, (1L << 53) - 1),
                new Content(new MediaType("image/png"), 3_000_000_000L, checksum))) {
            FileRecord file = added(samples().pending(samples().someone(), "big", content));
            assertThat(records().find(file.owner(), file.id())).contains(file);
        }
    }

    @Test
    default void anotherOwnersFileIsNotThere() {
        String same = samples().user().value();
        Owner asUser = Owner.of(new UserId(same));
        Owner asOrganization = Owner.of(new OrganizationId(same));
        Owner longer = Owner.of(new UserId(same + "2"));
        Owner otherCase = Owner.of(new UserId(same.toUpperCase(Locale.ROOT)));
        FileRecord file = ready(samples().pending(Caller.personal(new UserId(same))));

        assertThat(records().find(asUser, file.id())).isPresent();
        for (Owner other : List.of(asOrganization, longer, otherCase)) {
            assertThat(records().find(other, file.id())).isEmpty();
            assertThat(records().find(other, file.key())).isEmpty();
            assertThat(records().list(other, FileQuery.newest(10)).files()).isEmpty();
            assertThat(records().remove(other, file.id())).isFalse();
            assertThat(tombstones().find(other, file.id())).isEmpty();
        }
        assertThat(records().find(asUser, file.id())).contains(file);
    }

    @Test
    default void anIdOrKeyIsAddedOnce() {
        FileRecord file = added(samples().pending(samples().member()));
        assertThatThrownBy(() -> records().add(file)).isInstanceOf(IllegalArgumentException.class);

        FileRecord sameKey = samples().pending(samples().member());
        FileRecord twin = new FileRecord(
                sameKey.id(),
                file.key(),
                sameKey.owner(),
                sameKey.uploader(),
                sameKey.name(),
                sameKey.content(),
                sameKey.state(),
                sameKey.createdAt(),
                sameKey.updatedAt());
        assertThatThrownBy(() -> records().add(twin)).isInstanceOf(IllegalArgumentException.class);
        assertThat(records().find(file.owner(), file.id())).contains(file);
        assertThat(records().find(twin.owner(), twin.id())).isEmpty();
    }

    @Test
    default void manyFilesAreAddedAndFoundAtOnce() {
        for (Caller caller : List.of(samples().someone(), samples().member())) {
            Samples samples = samples();
            List<FileRecord> files = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = Samples.HARD_NAMES.get(i % Samples.HARD_NAMES.size());
                Sha256 checksum = i % 2 == 0 ? Sha256.of(new byte[32]) : null;
                files.add(samples.pending(caller, name, new Content(new MediaType("image/png"), i, checksum)));
            }
            records().add(files);
            List<FileRef> refs = new ArrayList<>();
            for (FileRecord file : files) {
                refs.add(refs.size() % 2 == 0 ? file.id() : file.key());
            }
            assertThat(records().findAll(caller.context(), refs)).containsExactlyInAnyOrderElementsOf(files);
            assertThat(pending(caller, 1000)).hasSize(100);
        }
    }

    @Test
    default void ofManyFilesAllAreAddedOrNone() {
        Samples samples = samples();
        Caller caller = samples.member();
        FileRecord there = added(samples.pending(caller));
        FileRecord one = samples.pending(caller);
        Caller colleague =
                Caller.in(((Owner.Organization) caller.context()).organization(), samples.user(), Role.MEMBER);
        for (List<FileRecord> files : List.of(
                List.<FileRecord>of(),
                List.of(one, there),
                List.of(one, one),
                List.of(one, Samples.ready(samples.pending(caller))),
                List.of(one, samples.pending(Caller.personal(caller.user()))),
                List.of(one, samples.pending(colleague)))) {
            assertThatThrownBy(() -> records().add(files)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(pending(caller, 10)).containsExactly(there);
        records().add(List.of(one));
        assertThat(records().find(caller.context(), one.id())).contains(one);
    }

    @Test
    default void ofManyOnlyTheOwnersFilesAreFoundEachOnce() {
        Samples samples = samples();
        Caller caller = samples.member();
        FileRecord pending = added(samples.pending(caller));
        FileRecord ready = ready(samples.pending(caller));
        FileRecord anothers = ready(samples.pending(samples.someone()));
        FileRecord gone = ready(samples.pending(caller));
        records().remove(gone.owner(), gone.id());
        FileRecord unknown = samples.pending(caller);

        List<FileRef> refs = List.of(
                anothers.id(),
                ready.id(),
                gone.id(),
                unknown.key(),
                pending.key(),
                ready.key(),
                ready.id(),
                anothers.key(),
                unknown.id());
        assertThat(records().findAll(caller.context(), refs)).containsExactlyInAnyOrder(pending, ready);
        assertThat(records().findAll(anothers.owner(), refs)).containsExactly(anothers);
        assertThat(records().findAll(samples.someone().context(), refs)).isEmpty();
        assertThat(records().findAll(caller.context(), List.of())).isEmpty();
    }

    @Test
    default void onlyAPendingFileIsAdded() {
        FileRecord ready = Samples.ready(samples().pending(samples().member()));
        assertThatThrownBy(() -> records().add(ready)).isInstanceOf(IllegalArgumentException.class);
        assertThat(records().find(ready.owner(), ready.id())).isEmpty();
    }

    @Test
    default void aFileBecomesReadyOnce() {
        FileRecord pending = added(samples().pending(samples().member()));
        FileRecord ready = Samples.ready(pending);
        assertThat(records().markReady(ready)).isTrue();
        assertThat(records().find(pending.owner(), pending.id())).contains(ready);

        FileState later = new FileState.Ready("another", TIME.plusSeconds(60));
        FileRecord again = withState(pending, later);
        assertThat(records().markReady(again)).isFalse();
        assertThat(records().find(pending.owner(), pending.id())).contains(ready);
    }

    @Test
    default void ofManyCompletionsAtOnceOneWins() throws Exception {
        FileRecord pending = added(samples().pending(samples().member()));
        assertThat(atOnce(20, () -> records().markReady(Samples.ready(pending))))
                .containsOnlyOnce(true);
    }

    @Test
    default void whatIsRemovedOrUnknownOrNotReadyCannotBecomeReady() {
        FileRecord pending = added(samples().pending(samples().member()));
        assertThatThrownBy(() -> records().markReady(pending)).isInstanceOf(IllegalArgumentException.class);
        records().remove(pending.owner(), pending.id());
        assertThat(records().markReady(Samples.ready(pending))).isFalse();
        assertThat(records().markReady(Samples.ready(samples().pending(samples().member()))))
                .isFalse();
        assertThat(records().find(pending.owner(), pending.id())).isEmpty();
    }

    @Test
    default void aReadyFileIsRenamedInAllThatIsReadOfIt() {
        Samples samples = samples();
        Caller caller = samples.member();
        FileRecord file = ready(samples.pending(caller, "draft.txt"));
        FileRecord other = ready(samples.pending(caller, "other.txt"));
        for (String hard : Samples.HARD_NAMES) {
            FileRecord renamed = file.named(new FileName(hard), TIME.plusSeconds(60));
            assertThat(records().rename(file.owner(), file.id(), renamed.name(), TIME.plusSeconds(60)))
                    .contains(renamed);
            assertThat(records().rename(file.owner(), file.id(), renamed.name(), TIME.plusSeconds(60)))
                    .contains(renamed);
            assertThat(records().find(file.owner(), file.id())).contains(renamed);
            assertThat(records().find(file.owner(), file.key())).contains(renamed);
            assertThat(records().list(file.owner(), FileQuery.newest(10)).files())
                    .containsExactly(other, renamed);
        }
        assertThat(named(caller, "draft")).isEmpty();
    }

    @Test
    default void whatIsPendingOrRemovedOrUnknownOrAnothersIsNotRenamed() {
        FileName name = new FileName("renamed.txt");
        FileRecord pending = added(samples().pending(samples().member()));
        FileRecord anothers = ready(samples().pending(samples().someone()));
        FileRecord gone = ready(samples().pending(samples().member()));
        records().remove(gone.owner(), gone.id());
        FileRecord unknown = samples().pending(samples().member());
        for (FileRecord file : List.of(pending, gone, unknown)) {
            assertThat(records().rename(file.owner(), file.id(), name, TIME)).isEmpty();
        }
        assertThat(records().rename(pending.owner(), anothers.id(), name, TIME)).isEmpty();

        assertThat(records().find(pending.owner(), pending.id())).contains(pending);
        assertThat(records().find(anothers.owner(), anothers.id())).contains(anothers);
        assertThat(records().find(gone.owner(), gone.id())).isEmpty();
        assertThat(records().find(unknown.owner(), unknown.id())).isEmpty();
    }

    @Test
    default void aRenamedFileIsRemovedUnderTheKeyThatItHas() {
        FileRecord file = ready(samples().pending(samples().member()));
        records().rename(file.owner(), file.id(), new FileName("renamed.txt"), TIME);
        assertThat(removed(file).key()).isEqualTo(file.key());
        assertThat(records().rename(file.owner(), file.id(), file.name(), TIME)).isEmpty();
    }

    @Test
    default void onesOwnPendingFilesAreListedNewestFirst() {
        Caller ann = samples().member();
        Caller colleague = Caller.in(
                ((Owner.Organization) ann.context()).organization(), samples().user(), Role.MEMBER);
        Samples samples = samples();
        FileRecord first = added(samples.pending(ann));
        FileRecord second = added(samples.pending(ann));
        FileRecord third = added(samples.pending(ann));
        added(samples.pending(colleague));
        added(samples.pending(Caller.personal(ann.user())));
        ready(samples.pending(ann));
        FileRecord begun = added(inParts(ann));
        assertThat(records().noteUpload(begun.owner(), begun.id(), new UploadId("u")))
                .isTrue();
        added(inParts(ann));

        assertThat(pending(ann, 10)).containsExactly(third, second, first);
        assertThat(pending(ann, 2)).containsExactly(third, second);
    }

    @Test
    default void aFirstPageIsThatOfTheListingBesideOnesOwnPendingFiles() {
        Caller caller = samples().member();
        Samples samples = samples();
        Content png = new Content(new MediaType("image/png"), 1);
        for (int i = 0; i < 3; i++) {
            ready(samples.pending(caller, "letter " + i, png));
            ready(samples.pending(caller, "report " + i));
        }
        List<FileRecord> none = List.of();
        assertThat(records().firstPage(caller.context(), FileQuery.newest(9), samples.user(), 16))
                .isEqualTo(new FirstPage(none, records().list(caller.context(), FileQuery.newest(9))));
        FileRecord pending = added(samples.pending(caller, "note"));
        for (FileQuery query : List.of(
                FileQuery.newest(6),
                FileQuery.newest(2),
                new FileQuery(2, null, "letter", null),
                new FileQuery(2, null, null, "image/*"),
                new FileQuery(2, null, "report", "image/png"))) {
            assertThat(records().firstPage(caller.context(), query, caller.user(), 16))
                    .isEqualTo(new FirstPage(List.of(pending), records().list(caller.context(), query)));
        }
        assertThat(records()
                        .firstPage(Caller.personal(caller.user()).context(), FileQuery.newest(9), caller.user(), 16))
                .isEqualTo(new FirstPage(none, new FilePage(none, null)));
    }

    @Test
    default void readyFilesAreListedNewestFirst() {
        Caller caller = samples().member();
        Samples samples = samples();
        FileRecord first = ready(samples.pending(caller));
        FileRecord second = ready(samples.pending(caller));
        added(samples.pending(caller));
        ready(samples.pending(samples.member()));
        ready(samples.pending(Caller.personal(caller.user())));

        assertThat(records().list(caller.context(), FileQuery.newest(10)))
                .isEqualTo(new FilePage(List.of(second, first), null));
        assertThat(records().list(caller.context(), FileQuery.newest(2)).next()).isNull();
    }

    @Test
    default void aThousandAndOneFilesComeInPagesEachOnce() {
        Caller caller = samples().someone();
        Samples samples = samples();
        List<FileRecord> files = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            files.add(ready(samples.pending(caller)));
        }
        Collections.reverse(files);

        FilePage whole = records().list(caller.context(), FileQuery.newest(1000));
        assertThat(whole.files()).hasSize(1000);
        assertThat(whole.next()).isEqualTo(new Cursor(files.get(999).id()));
        assertThat(allPages(caller.context(), FileQuery.newest(97))).containsExactlyElementsOf(files);
    }

    @Test
    default void filesAddedOrRemovedBetweenPagesNeitherRepeatNorHideOthers() {
        Caller caller = samples().someone();
        Samples samples = samples();
        List<FileRecord> files = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            files.addFirst(ready(samples.pending(caller)));
        }
        FilePage first = records().list(caller.context(), FileQuery.newest(3));
        ready(samples.pending(caller));
        records().remove(caller.context(), files.get(2).id());
        FilePage second = records().list(caller.context(), FileQuery.newest(3).after(first.next()));
        assertThat(first.files()).containsExactlyElementsOf(files.subList(0, 3));
        assertThat(second.files()).containsExactlyElementsOf(files.subList(3, 6));
    }

    @Test
    default void aListingIsFilteredByPartsOfNamesAsTheyAreWritten() {
        Caller caller = samples().someone();
        Samples samples = samples();
        FileRecord percent = ready(samples.pending(caller, "100% sure.txt"));
        FileRecord underscore = ready(samples.pending(caller, "a_b.txt"));
        FileRecord other = ready(samples.pending(caller, "aXb 100 SURE.txt"));
        FileRecord german = ready(samples.pending(caller, "ÜBERSICHT.txt"));

        assertThat(named(caller, "%")).containsExactly(percent);
        assertThat(named(caller, "a_b")).containsExactly(underscore);
        assertThat(named(caller, "sure")).containsExactly(other, percent);
        assertThat(named(caller, "übersicht")).containsExactly(german);
        assertThat(named(caller, "\\")).isEmpty();
        assertThat(named(caller, ".TXT")).hasSize(4);
        assertThat(allPages(caller.context(), new FileQuery(1, null, "sure", null)))
                .containsExactly(other, percent);
    }

    /** By no language's rules: whatever the JVM's is, a dotless i is another letter. */
    @Test
    default void aNameIsSoughtInAnyCaseOfPlainLettersAndByWhatHasNone() {
        Caller caller = samples().someone();
        Samples samples = samples();
        FileRecord title = ready(samples.pending(caller, "TITLE of I.txt"));
        FileRecord japanese = ready(samples.pending(caller, "請求書 2026.pdf"));
        FileRecord emoji = ready(samples.pending(caller, "🎉 party.png"));
        FileRecord composed = ready(samples.pending(caller, "Zoe\u0308.txt"));

        assertThat(named(caller, "title OF i")).containsExactly(title);
        assertThat(named(caller, "TITLE")).containsExactly(title);
        assertThat(named(caller, "求書 2")).containsExactly(japanese);
        assertThat(named(caller, "🎉")).containsExactly(emoji);
        assertThat(named(caller, "ZO\u00cb")).containsExactly(composed);
        assertThat(named(caller, "zoe\u0308")).containsExactly(composed);
        assertThat(named(caller, "ı")).isEmpty();
    }

    @Test
    default void namesAndTypesAreSoughtTogetherAndPageByPage() {
        Caller caller = samples().someone();
        Samples samples = samples();
        Content png = new Content(new MediaType("image/png"), 1);
        Content pdf = new Content(new MediaType("application/pdf"), 1);
        FileRecord first = ready(samples.pending(caller, "report 1", png));
        ready(samples.pending(caller, "report 2", pdf));
        ready(samples.pending(caller, "letter 3", png));
        FileRecord last = ready(samples.pending(caller, "Report 4", png));
        added(samples.pending(caller, "report 5", png));
        ready(samples.pending(samples.someone(), "report 6", png));

        for (String type : List.of("image/png", "image/*")) {
            assertThat(allPages(caller.context(), new FileQuery(1, null, "report", type)))
                    .containsExactly(last, first);
        }
        assertThat(allPages(caller.context(), new FileQuery(10, null, "report", "video/*")))
                .isEmpty();
    }

    @Test
    default void theLongestNamesOfTheLongestOwnersAreFound() {
        String wide = "\uD83D\uDE80".repeat(255);
        Caller caller = Caller.personal(
                new UserId("x".repeat(200) + samples().user().value().substring(0, 8) + "é".repeat(40)));
        FileRecord file = ready(samples().pending(caller, wide));
        assertThat(named(caller, wide.substring(0, 100))).containsExactly(file);
    }

    @Test
    default void theUsageIsThatOfReadyFiles() {
        Caller caller = samples().member();
        Samples samples = samples();
        assertThat(records().usage(caller.context())).isEqualTo(Usage.NONE);
        Content small = new Content(new MediaType("image/png"), 5);
        FileRecord gone = ready(samples.pending(caller, "a", small));
        ready(samples.pending(caller, "b", new Content(new MediaType("image/png"), 7_000_000_000L)));
        added(samples.pending(caller, "c", small));
        ready(samples.pending(Caller.personal(caller.user()), "d", small));
        assertThat(records().usage(caller.context())).isEqualTo(new Usage(2, 7_000_000_005L));

        records().remove(caller.context(), gone.id());
        records().remove(caller.context(), gone.id());
        assertThat(records().usage(caller.context())).isEqualTo(new Usage(1, 7_000_000_000L));
        assertThat(records().usage(Caller.personal(caller.user()).context())).isEqualTo(new Usage(1, 5));
    }

    @Test
    default void theUsageIsRightWhoeverWritesAtOnce() throws Exception {
        Caller caller = samples().member();
        Samples samples = samples();
        atOnce(32, () -> {
            FileRecord kept = ready(samples.pending(caller));
            FileRecord removed = ready(samples.pending(caller));
            return records().remove(caller.context(), removed.id()) && kept.isReady();
        });
        long bytes = records().list(caller.context(), FileQuery.newest(100)).files().stream()
                .mapToLong(file -> file.content().size())
                .sum();
        assertThat(records().usage(caller.context())).isEqualTo(new Usage(32, bytes));
    }

    @Test
    default void aListingIsFilteredByTypeOrRangeOfTypes() {
        Caller caller = samples().someone();
        Samples samples = samples();
        FileRecord png = ready(samples.pending(caller, "a", new Content(new MediaType("image/png"), 1)));
        FileRecord jpeg = ready(samples.pending(caller, "b", new Content(new MediaType("image/jpeg"), 1)));
        ready(samples.pending(caller, "c", new Content(new MediaType("imagery/png"), 1)));

        assertThat(typed(caller, "image/png")).containsExactly(png);
        assertThat(typed(caller, "image/*")).containsExactly(jpeg, png);
        assertThat(typed(caller, "video/*")).isEmpty();
    }

    @Test
    default void removingLeavesATombstone() {
        for (FileRecord file : List.of(
                added(samples().pending(samples().member())),
                ready(samples().pending(samples().someone())))) {
            assertThat(records().remove(file.owner(), file.id())).isTrue();
            assertThat(records().find(file.owner(), file.id())).isEmpty();
            Tombstone left = tombstones().find(file.owner(), file.id()).orElseThrow();
            assertThat(left.key()).isEqualTo(file.key());
            assertThat(left.objectRemoved()).isFalse();

            assertThat(records().remove(file.owner(), file.id())).isFalse();
            assertThat(tombstones().find(file.owner(), file.key())).contains(left);
            assertThat(tombstones().find(samples().someone().context(), file.id()))
                    .isEmpty();
        }
    }

    @Test
    default void onlyAPendingFileIsRemovedAsPending() {
        FileRecord pending = added(samples().pending(samples().member()));
        FileRecord ready = ready(samples().pending(samples().member()));
        assertThat(records().removePending(ready.owner(), ready.id())).isFalse();
        assertThat(records().find(ready.owner(), ready.id())).contains(ready);
        assertThat(tombstones().find(ready.owner(), ready.id())).isEmpty();

        assertThat(records().removePending(samples().someone().context(), pending.id()))
                .isFalse();
        assertThat(records().removePending(pending.owner(), pending.id())).isTrue();
        assertThat(records().removePending(pending.owner(), pending.id())).isFalse();
        assertThat(records().find(pending.owner(), pending.id())).isEmpty();
        assertThat(tombstones().find(pending.owner(), pending.id())).isPresent();
    }

    @Test
    default void aTombstoneOutlivesEveryUploadUrlOfItsKey() {
        Instant far = Instant.now().plus(Duration.ofDays(5));
        FileRecord pending = withState(samples().pending(samples().member()), new FileState.Pending(far));
        added(pending);
        records().markReady(Samples.ready(pending));
        assertThat(removed(pending).until()).isEqualTo(micros(far.plus(Tombstone.TRANSFER)));
    }

    @Test
    default void theUploadOfAFileInPartsIsNotedOnce() {
        Caller caller = samples().member();
        FileRecord file = added(inParts(caller));
        UploadId upload = new UploadId("2~an+upload/id=");
        assertThat(records().find(file.owner(), file.id())).contains(file);

        assertThat(records().noteUpload(samples().member().context(), file.id(), upload))
                .isFalse();
        assertThat(records().find(file.owner(), file.id())).contains(file);
        assertThat(records().noteUpload(file.owner(), file.id(), upload)).isTrue();
        FileRecord begun = file.inParts(new Multipart(Parts.SMALLEST, upload));
        assertThat(records().find(file.owner(), file.id())).contains(begun);

        assertThat(records().noteUpload(file.owner(), file.id(), new UploadId("another")))
                .isFalse();
        assertThat(records().find(file.owner(), file.id())).contains(begun);
    }

    @Test
    default void anUploadIsNotedOfWhatIsPendingInPartsAlone() {
        UploadId upload = new UploadId("upload");
        FileRecord whole = added(samples().pending(samples().member()));
        FileRecord ready = ready(inParts(samples().member()));
        FileRecord gone = added(inParts(samples().member()));
        records().remove(gone.owner(), gone.id());
        for (FileRecord file : List.of(whole, ready, gone)) {
            assertThat(records().noteUpload(file.owner(), file.id(), upload)).isFalse();
        }
        assertThat(records().find(whole.owner(), whole.id())).contains(whole);
        assertThat(records().find(ready.owner(), ready.id())).contains(ready);
        assertThat(records().find(gone.owner(), gone.id())).isEmpty();
    }

    @Test
    default void aTombstoneSaysWhetherTheFileWasPendingInParts() {
        assertThat(removed(added(inParts(samples().someone()))).inParts()).isTrue();
        FileRecord begun = added(inParts(samples().member()));
        records().noteUpload(begun.owner(), begun.id(), new UploadId("upload"));
        assertThat(removed(begun).inParts()).isTrue();

        FileRecord complete = added(inParts(samples().member()));
        records().noteUpload(complete.owner(), complete.id(), new UploadId("upload"));
        records().markReady(Samples.ready(complete));
        assertThat(removed(complete).inParts()).isFalse();
        assertThat(removed(ready(samples().pending(samples().member()))).inParts())
                .isFalse();
    }

    private FileRecord inParts(Caller caller) {
        return samples().pending(caller).inParts(new Multipart(Parts.SMALLEST, null));
    }

    @Test
    default void aTombstoneStandsForADay() {
        Instant dayFromNow = Instant.now().plus(Tombstone.MEMORY);
        assertThat(removed(ready(samples().pending(samples().member()))).until())
                .isBetween(dayFromNow.minusSeconds(60), dayFromNow.plusSeconds(60));
    }

    @Test
    default void thatAnObjectIsRemovedIsNoted() {
        FileRecord file = ready(samples().pending(samples().member()));
        tombstones().objectRemoved(file.owner(), file.key());
        assertThat(records().find(file.owner(), file.id())).contains(file);

        records().remove(file.owner(), file.id());
        tombstones().objectRemoved(file.owner(), file.key());
        tombstones().objectRemoved(file.owner(), file.key());
        assertThat(tombstones().find(file.owner(), file.id()).orElseThrow().objectRemoved())
                .isTrue();
    }

    @Test
    default void nobodyElseCanNoteThatAnObjectIsRemoved() {
        FileRecord file = ready(samples().pending(samples().member()));
        Tombstone left = removed(file);
        tombstones().objectRemoved(samples().someone().context(), file.key());
        assertThat(tombstones().find(file.owner(), file.id())).contains(left);
    }

    @Test
    default void ofManyRemovalsAtOnceOneWins() throws Exception {
        FileRecord file = ready(samples().pending(samples().member()));
        assertThat(atOnce(20, () -> records().remove(file.owner(), file.id()))).containsOnlyOnce(true);
    }

    @Test
    default void aCompletionBesideARemovalEndsRemoved() throws Exception {
        Samples samples = samples();
        for (int i = 0; i < 20; i++) {
            FileRecord file = added(samples.pending(samples.member()));
            Set<Callable<Boolean>> both = new HashSet<>();
            both.add(() -> records().markReady(Samples.ready(file)));
            both.add(() -> records().remove(file.owner(), file.id()));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> done : threads.invokeAll(both)) {
                    done.get();
                }
            }
            assertThat(records().find(file.owner(), file.id())).isEmpty();
            assertThat(tombstones().find(file.owner(), file.id())).isPresent();
        }
    }

    @Test
    default void aRenamingBesideARemovalEndsRemoved() throws Exception {
        Samples samples = samples();
        for (int i = 0; i < 20; i++) {
            FileRecord file = ready(samples.pending(samples.member()));
            Set<Callable<Boolean>> both = new HashSet<>();
            both.add(() -> records()
                    .rename(file.owner(), file.id(), new FileName("renamed.txt"), TIME)
                    .isPresent());
            both.add(() -> records().remove(file.owner(), file.id()));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> done : threads.invokeAll(both)) {
                    done.get();
                }
            }
            assertThat(records().find(file.owner(), file.id())).isEmpty();
            assertThat(tombstones().find(file.owner(), file.id())).isPresent();
        }
    }

    @Test
    default void newOwnersAtOnceDoNotDisturbEachOther() throws Exception {
        Caller caller = samples().member();
        Samples samples = samples();
        assertThat(atOnce(20, () -> {
                    FileRecord file = ready(samples.pending(caller));
                    return records().find(caller.context(), file.id()).isPresent();
                }))
                .containsOnly(true);
        assertThat(records().list(caller.context(), FileQuery.newest(50)).files())
                .hasSize(20);
    }

    @Test
    default void storageThatDoesNotAnswerIsUnavailable() throws Exception {
        FileRecord file = samples().pending(samples().member());
        Owner owner = file.owner();
        List<ThrowingCallable> attempts = List.of(
                () -> unreachableRecords().add(file),
                () -> unreachableRecords().find(owner, file.id()),
                () -> unreachableRecords().findAll(owner, List.of(file.id())),
                () -> unreachableRecords().list(owner, FileQuery.newest(1)),
                () -> unreachableRecords().usage(owner),
                () -> unreachableRecords().firstPage(owner, FileQuery.newest(1), new UserId("ann"), 1),
                () -> unreachableRecords().markReady(Samples.ready(file)),
                () -> unreachableRecords().rename(owner, file.id(), file.name(), TIME),
                () -> unreachableRecords().remove(owner, file.id()),
                () -> unreachableTombstones().find(owner, file.id()),
                () -> unreachableTombstones().objectRemoved(file.owner(), file.key()));
        List<Callable<Boolean>> refused = new ArrayList<>();
        for (ThrowingCallable attempt : attempts) {
            refused.add(() -> {
                assertThatThrownBy(attempt).isInstanceOf(StorageException.Unavailable.class);
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(refused)) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private Samples samples() {
        return new Samples(TIME, new SecureRandom());
    }

    private FileRecord added(FileRecord pending) {
        records().add(pending);
        return pending;
    }

    private FileRecord ready(FileRecord pending) {
        FileRecord ready = Samples.ready(added(pending));
        assertThat(records().markReady(ready)).isTrue();
        return ready;
    }

    private Tombstone removed(FileRecord file) {
        records().remove(file.owner(), file.id());
        return tombstones().find(file.owner(), file.id()).orElseThrow();
    }

    private List<FileRecord> pending(Caller caller, int most) {
        return records()
                .firstPage(caller.context(), FileQuery.newest(1), caller.user(), most)
                .pending();
    }

    private List<FileRecord> named(Caller caller, String part) {
        return records()
                .list(caller.context(), new FileQuery(10, null, part, null))
                .files();
    }

    private List<FileRecord> typed(Caller caller, String type) {
        return records()
                .list(caller.context(), new FileQuery(10, null, null, type))
                .files();
    }

    private List<FileRecord> allPages(Owner owner, FileQuery query) {
        List<FileRecord> all = new ArrayList<>();
        @Nullable Cursor next = null;
        do {
            FilePage page = records().list(owner, query.after(next));
            all.addAll(page.files());
            next = page.next();
        } while (next != null);
        return all;
    }

    private static List<Boolean> atOnce(int times, Callable<Boolean> attempt) throws Exception {
        List<Boolean> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(times, attempt))) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static FileRecord withState(FileRecord file, FileState state) {
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                state,
                file.createdAt(),
                file.updatedAt());
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
