package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.testkit.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link AuditTrail}. */
public interface AuditTrailContract {
    /** A trail of any content, the same at each call of a test. */
    AuditTrail trail();

    @Test
    default void whatWasAppendedIsReadAsItWas() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.member();
        FileRef file = scribe.samples.pending(ann).id();
        FileRef key = scribe.samples.pending(ann).key();
        List<AuditEntry> written = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            written.addFirst(scribe.entry(ann, deed, file));
            written.addFirst(scribe.entry(ann, deed, key));
            written.addFirst(scribe.bare(ann, deed));
        }
        for (String name : Samples.HARD_NAMES) {
            written.addFirst(scribe.named(ann, new FileName(name)));
        }
        trail().append(written);
        assertThat(trail().page(ann.context(), AuditQuery.newest(1000)).entries())
                .isEqualTo(written);
    }

    @Test
    default void noContextsEntriesAreInAnothers() {
        Scribe scribe = new Scribe();
        Caller atAcme = scribe.samples.member();
        Caller personal = Caller.personal(atAcme.user());
        Caller namedAlike = Caller.personal(new UserId(atAcme.context().scope().substring("org:".length())));
        List<AuditEntry> written = Stream.of(atAcme, personal, namedAlike)
                .map(caller -> scribe.bare(caller, Deed.LIST))
                .toList();
        trail().append(written);
        for (AuditEntry entry : written) {
            assertThat(trail().page(entry.context(), AuditQuery.newest(10)).entries())
                    .containsExactly(entry);
        }
        assertThat(trail().page(scribe.samples.someone().context(), AuditQuery.newest(10)))
                .isEqualTo(new AuditPage(List.of(), null));
    }

    @Test
    default void pagesFollowEachOtherNewestFirstWhateverIsAddedMeanwhile() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.someone();
        List<AuditEntry> written = scribe.entries(ann, 7);
        trail().append(written);

        List<AuditEntry> read = new ArrayList<>();
        AuditQuery query = AuditQuery.newest(3);
        AuditPage page = trail().page(ann.context(), query);
        read.addAll(page.entries());
        while (page.next() != null) {
            trail().append(scribe.entries(ann, 2));
            page = trail().page(ann.context(), query.after(page.next()));
            read.addAll(page.entries());
        }
        assertThat(read).isEqualTo(written.reversed());
    }

    @Test
    default void aFullLastPageHasNoNext() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.someone();
        trail().append(scribe.entries(ann, 2));
        assertThat(trail().page(ann.context(), AuditQuery.newest(2)).next()).isNull();
    }

    @Test
    default void entriesOfOneFileAndOfOneUserAreFound() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.member();
        Caller bob = new Caller(scribe.samples.user(), ann.context(), ann.role());
        FileId file = scribe.samples.pending(ann).id();
        AuditEntry other =
                scribe.entry(ann, Deed.READ, scribe.samples.pending(ann).id());
        AuditEntry annsRead = scribe.entry(ann, Deed.READ, file);
        AuditEntry bobsDeletion = scribe.entry(bob, Deed.DELETE, file);
        trail().append(List.of(other, annsRead, bobsDeletion));

        AuditQuery any = AuditQuery.newest(10);
        assertThat(entries(ann.context(), any.about(file))).containsExactly(bobsDeletion, annsRead);
        assertThat(entries(ann.context(), any.by(ann.user()))).containsExactly(annsRead, other);
        assertThat(entries(ann.context(), any.about(file).by(bob.user()))).containsExactly(bobsDeletion);
        assertThat(entries(scribe.samples.someone().context(), any.about(file))).isEmpty();
    }

    @Test
    default void anEntryThatIsThereStaysAsItIs() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.someone();
        AuditEntry entry = scribe.bare(ann, Deed.DELETE);
        trail().append(List.of(entry));
        AuditEntry forged = new AuditEntry(
                entry.id(), entry.at(), entry.context(), entry.user(), Deed.LIST, null, null, null, null, null);
        AuditEntry next = scribe.bare(ann, Deed.READ);
        trail().append(List.of(forged, next));
        assertThat(entries(ann.context(), AuditQuery.newest(10))).containsExactly(next, entry);
    }

    @Test
    default void entriesOfManyOwnersAreAppendedTogetherAndNoneIsAlsoWell() {
        Scribe scribe = new Scribe();
        List<Caller> callers =
                Stream.generate(scribe.samples::someone).limit(1000).toList();
        trail().append(List.of());
        trail().append(callers.stream()
                .map(caller -> scribe.bare(caller, Deed.LIST))
                .toList());
        assertThat(entries(callers.getLast().context(), AuditQuery.newest(10))).hasSize(1);
    }

    @Test
    default void moreThanAThousandAtOnceAreRefused() {
        Scribe scribe = new Scribe();
        Caller ann = scribe.samples.someone();
        List<AuditEntry> tooMany = scribe.entries(ann, 1001);
        assertThatThrownBy(() -> trail().append(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThat(entries(ann.context(), AuditQuery.newest(10))).isEmpty();
    }

    private List<AuditEntry> entries(Owner context, AuditQuery query) {
        return trail().page(context, query).entries();
    }

    /** Writes entries, each a millisecond younger than the one before. */
    final class Scribe {
        private static final Instant START = Instant.parse("2026-03-29T00:59:59.999Z");

        private final SecureRandom random = new SecureRandom();
        private final SettableClock clock = new SettableClock(START);
        private final FileIds ids = new FileIds(clock, random);
        private final Samples samples = new Samples(START, random);

        private AuditEntry entry(Caller caller, Deed deed, FileRef file) {
            return entry(caller, deed, file, new FileName("hello.txt"), "not_found", "a-request", "2001:db8::1");
        }

        private AuditEntry named(Caller caller, FileName name) {
            return entry(caller, Deed.UPLOAD_URL, null, name, null, null, null);
        }

        private AuditEntry bare(Caller caller, Deed deed) {
            return entry(caller, deed, null, null, null, null, null);
        }

        private List<AuditEntry> entries(Caller caller, int count) {
            return Stream.generate(() -> bare(caller, Deed.LIST)).limit(count).toList();
        }

        private AuditEntry entry(
                Caller caller,
                Deed deed,
                @Nullable FileRef file,
                @Nullable FileName name,
                @Nullable String refusal,
                @Nullable String requestId,
                @Nullable String address) {
            Instant now = clock.advance(Duration.ofMillis(1));
            return new AuditEntry(
                    ids.next().value(),
                    now,
                    caller.context(),
                    caller.user(),
                    deed,
                    file,
                    name,
                    refusal,
                    requestId,
                    address);
        }
    }
}
