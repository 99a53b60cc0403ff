package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.Storage;
import java.time.Instant;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the domain does of an upload: all of it but database, bucket and signature, whose places fakes of the testkit take. */
@State(Scope.Benchmark)
public class UploadBenchmark {
    private static final byte[] BYTES = {'%', 'P', 'D', 'F', '-', '1', '.', '7'};

    private final Caller caller = Caller.in(
            new OrganizationId("org_2abcdefghijklmnopqrstuvw"),
            new UserId("user_2abcdefghijklmnopqrstuv"),
            Role.MEMBER);
    private final FileName name = new FileName("Quarterly report 2026.pdf");
    private final Content content = new Content(new MediaType("application/pdf"), BYTES.length);
    private final Random random = new Random(1);

    @Benchmark
    public SignedFile start() {
        return new World(random).storage().startUpload(caller, name, content);
    }

    /** With the bytes that come in between. */
    @Benchmark
    public FileRecord startAndComplete() {
        World world = new World(random);
        FileRecord file = world.storage().startUpload(caller, name, content).file();
        world.bucket().put(file.key(), file.content().type().value(), BYTES);
        return world.storage().completeUpload(caller, file.id());
    }

    /** Of each call its own, so that none has more records around it than another. */
    private record World(InMemoryObjectStore bucket, Storage storage) {
        private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-04T05:06:07Z"));

        World(Random random) {
            this(new InMemoryObjectStore(CLOCK), new InMemoryFileRecords(CLOCK), random);
        }

        private World(InMemoryObjectStore bucket, InMemoryFileRecords records, Random random) {
            this(bucket, Storage.over(records, records.tombstones(), bucket).with(CLOCK, new FileIds(CLOCK, random)));
        }
    }
}
