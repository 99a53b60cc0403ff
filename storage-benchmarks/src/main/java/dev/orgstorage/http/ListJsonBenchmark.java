package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writing a page of 50 files as the answer to a request. */
@State(Scope.Benchmark)
public class ListJsonBenchmark {
    private static final int FILES = 50;
    private static final Instant CREATED = Instant.parse("2026-03-04T05:06:07.123456Z");

    private final Caller caller = Caller.in(
            new OrganizationId("org_2abcdefghijklmnopqrstuvw"),
            new UserId("user_2abcdefghijklmnopqrstuv"),
            Role.MEMBER);
    private final FilePage page = page();

    @Benchmark
    public byte[] list() {
        return Json.write(FileListResponse.of(caller, page, Map.of()));
    }

    private FilePage page() {
        List<FileRecord> files = LongStream.range(0, FILES).mapToObj(this::file).toList();
        return new FilePage(files, new Cursor(files.getLast().id()));
    }

    private FileRecord file(long number) {
        return FileRecord.promised(
                new FileId(new UUID(0x01980000_0000_7000L, 0x8000_0000_0000_0000L | number)),
                caller,
                new FileName("Quarterly report " + number + ".pdf"),
                new Content(new MediaType("application/pdf"), 1_234_567),
                CREATED,
                CREATED.plusSeconds(600));
    }
}
