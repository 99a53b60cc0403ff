package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Signing, beside the SDK's own presigner asked for the same. */
@State(Scope.Benchmark)
public class SigningBenchmark {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    private final R2Settings settings = R2Settings.r2(HEX, null, "files", HEX, HEX + HEX);
    private final R2ObjectStore store = new R2ObjectStore(settings);
    private final S3Presigner presigner = S3Presigner.builder()
            .endpointOverride(settings.endpoint())
            .region(Region.of(settings.region()))
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
            .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    private final FileRecord file = fileCalled("Quarterly report 2026.pdf");
    private final FileRecord unicode = fileCalled("Lebenslauf – Zoë 履歴書.pdf");

    @Benchmark
    public SignedRequest upload() {
        return store.signUpload(file, LIFE);
    }

    @Benchmark
    public PresignedPutObjectRequest uploadBySdk() {
        return presigner.presignPutObject(presign -> presign.signatureDuration(LIFE)
                .putObjectRequest(put -> put.bucket(settings.bucket())
                        .key(file.key().value())
                        .contentLength(file.content().size())
                        .contentType(file.content().type().value())
                        .ifNoneMatch("*")
                        .metadata(ObjectMetadata.of(file))));
    }

    @Benchmark
    public SignedRequest download() {
        return store.signDownload(file, Disposition.ATTACHMENT, LIFE);
    }

    @Benchmark
    public PresignedGetObjectRequest downloadBySdk() {
        return presigner.presignGetObject(presign -> presign.signatureDuration(LIFE)
                .getObjectRequest(get -> get.bucket(settings.bucket())
                        .key(file.key().value())
                        .responseContentDisposition(ContentDisposition.of(Disposition.ATTACHMENT, file.name()))
                        .responseContentType(file.content().type().served().value())));
    }

    @Benchmark
    public SignedRequest downloadOfUnicodeName() {
        return store.signDownload(unicode, Disposition.ATTACHMENT, LIFE);
    }

    @TearDown
    public void close() {
        presigner.close();
        store.close();
    }

    private static FileRecord fileCalled(String name) {
        return FileRecord.promised(
                FileId.parse("01980000-0000-7000-8000-000000000001"),
                Caller.in(
                        new OrganizationId("org_2abcdefghijklmnopqrstuvw"),
                        new UserId("user_2abcdefghijklmnopqrstuv"),
                        Role.MEMBER),
                new FileName(name),
                new Content(new MediaType("application/pdf"), 1_234_567),
                Instant.parse("2026-03-04T05:06:07Z"),
                Instant.parse("2026-03-04T05:16:07Z"));
    }
}
