package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.testkit.Samples;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** How often a call waits for the database's answer, counted on the wire. */
class OneRoundTripTest {
    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    @Test
    void everyCallOfARequestIsOneRoundTrip() throws IOException {
        try (CountingProxy proxy = CountingProxy.to(TestDatabase.url());
                CloseableDSLContext sql = DSL.using(
                        proxy.url(),
                        TestDatabase.settings().user(),
                        TestDatabase.settings().password())) {
            JooqFileRecords records = new JooqFileRecords(Scoped.inRole(sql), KnownOwners.latest());
            JooqTombstones tombstones = new JooqTombstones(Scoped.inRole(sql), sql);
            Caller caller = samples.member();
            // Again and again: from the fifth time on statements are prepared.
            for (int i = 0; i < 12; i++) {
                FileRecord file = samples.pending(caller);
                assertOne(proxy, () -> records.add(file));
                List<FileRecord> more = List.of(samples.pending(caller), samples.pending(caller));
                assertOne(proxy, () -> records.add(more));
                assertOne(
                        proxy,
                        () -> records.findAll(
                                file.owner(), List.of(file.id(), more.getFirst().key())));
                assertOne(proxy, () -> records.find(file.owner(), file.id()));
                assertOne(proxy, () -> records.find(file.owner(), file.key()));
                assertOne(proxy, () -> records.firstPage(file.owner(), FileQuery.newest(50), caller.user(), 16));
                assertOne(proxy, () -> records.noteUpload(file.owner(), file.id(), new UploadId("upload")));
                assertOne(proxy, () -> records.markReady(Samples.ready(file)));
                assertOne(proxy, () -> records.list(file.owner(), FileQuery.newest(50)));
                assertOne(proxy, () -> records.rename(file.owner(), file.id(), file.name(), file.updatedAt()));
                assertOne(proxy, () -> records.list(file.owner(), new FileQuery(1000, null, "hello", "text/*")));
                assertOne(proxy, () -> records.usage(file.owner()));
                assertOne(proxy, () -> records.removePending(file.owner(), file.id()));
                assertOne(proxy, () -> records.remove(file.owner(), file.key()));
                assertOne(proxy, () -> tombstones.find(file.owner(), file.id()));
                assertOne(proxy, () -> tombstones.objectRemoved(file.owner(), file.key()));
            }
        }
    }

    @Test
    void onlyAfterAnErrorThereIsOneMore() throws IOException {
        try (CountingProxy proxy = CountingProxy.to(TestDatabase.url());
                CloseableDSLContext sql = DSL.using(
                        proxy.url(),
                        TestDatabase.settings().user(),
                        TestDatabase.settings().password())) {
            JooqFileRecords records = new JooqFileRecords(Scoped.inRole(sql), KnownOwners.latest());
            FileRecord file = samples.pending(samples.member());
            records.add(file);
            int before = proxy.answers();
            assertThatThrownBy(() -> records.add(file)).isInstanceOf(IllegalArgumentException.class);
            assertThat(proxy.answers() - before).isEqualTo(2);
            assertOne(proxy, () -> records.find(file.owner(), file.id()));
        }
    }

    private static void assertOne(CountingProxy proxy, Runnable call) {
        int before = proxy.answers();
        call.run();
        assertThat(proxy.answers() - before).isOne();
    }
}
