package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Digests;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class R2SignerTest {
    private static final URI AWS = URI.create("https://s3.eu-central-1.amazonaws.com");
    private static final URI R2 = URI.create("https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com");
    private static final URI LOCAL = URI.create("http://127.0.0.1:9000");
    private static final List<R2Settings> BUCKETS = List.of(
            R2Settings.s3(AWS, "eu-central-1", "files", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            R2Settings.s3(AWS, "eu-central-1", "files", "AKIDEXAMPLE", "wJalrXUtnFEMI")
                    .inHost(),
            R2Settings.s3(R2, "auto", "my.files", "AKIDEXAMPLE", "secret"),
            R2Settings.s3(LOCAL, "us-east-1", "files-1", "local", "secret"));
    private static final Pattern DATE = Pattern.compile("X-Amz-Date=([0-9TZ]+)");
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    private final Random random = new Random(20260304);
    private final Samples samples = new Samples(Instant.parse("2026-03-04T05:06:07Z"), random);

    @Test
    void signaturesAreThoseOfTheSdksOwnPresigner() {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        for (R2Settings settings : BUCKETS) {
            try (S3Presigner presigner = presigner(settings);
                    R2ObjectStore store = new R2ObjectStore(settings, clock)) {
                for (int i = 0; i < 10; i++) {
                    FileRecord file = file();
                    Duration life = Duration.ofSeconds(1 + random.nextInt(604_800));
                    String upload = urlOf(upload(presigner, settings, file, life));
                    clock.set(signedAt(upload));
                    same(store.signUpload(file, life), upload);
                    String download = urlOf(download(presigner, settings, file, life));
                    clock.set(signedAt(download));
                    same(store.signDownload(file, Disposition.ATTACHMENT, life), download);
                }
            }
        }
    }

    @Test
    void noChecksumOfAnEmptyBodyIsSigned() {
        try (R2ObjectStore store = new R2ObjectStore(BUCKETS.getFirst())) {
            SignedRequest upload = store.signUpload(file(null), Duration.ofMinutes(10));
            assertThat(upload.url().getRawQuery().toLowerCase(Locale.ROOT)).doesNotContain("checksum", "crc32");
            assertThat(upload.headers().keySet()).noneMatch(name -> name.contains("checksum"));
        }
    }

    /** Property-like: whatever the parts are, the URL is short enough, and what had to go is the name's end alone. */
    @Test
    void noUrlReachesFourKilobytes() {
        URI longHost = URI.create("https://" + "h".repeat(60) + ("." + "o".repeat(60)).repeat(3) + ".example");
        R2Settings settings = R2Settings.s3(longHost, "eu-central-1", "b".repeat(63), "A".repeat(128), "secret");
        List<String> types =
                List.of("image/png", "text/html", "application/x" + "^".repeat(126), "x/x" + "#".repeat(126));
        try (R2ObjectStore store = new R2ObjectStore(settings)) {
            for (int bytes = 1; bytes <= 1024; bytes = bytes < 1000 ? bytes + 111 : bytes + 5) {
                for (String name : Samples.LONG_NAMES) {
                    MediaType type = new MediaType(types.get(random.nextInt(types.size())));
                    FileRecord file = withKey(
                            samples.pending(samples.member(), name, new Content(type, 1)),
                            new ObjectKey((bytes % 2 == 0 ? "ü".repeat(bytes / 2) : "=".repeat(bytes))));
                    Duration life = Duration.ofDays(7);
                    assertThat(store.signUpload(file, life).url().toString()).hasSizeLessThan(4096);
                    String url = store.signDownload(file, Disposition.INLINE, life)
                            .url()
                            .toString();
                    assertThat(url).hasSizeLessThan(4096).contains("response-content-type=");
                    requireNameKept(url, file);
                }
            }
        }
    }

    /** With its extension, as far as there is room; only where all room was taken, none is there. */
    private static void requireNameKept(String url, FileRecord file) {
        String named = PercentEncoding.decode(
                url.replaceAll(".*response-content-disposition=", "").replaceAll("&.*", ""));
        if (named.contains("filename*=")) {
            String name = PercentEncoding.decode(named.replaceAll(".*filename\\*=UTF-8''", ""));
            String extension = file.name().value().replaceAll(".*(\\.[a-z]+)$|.*", "$1");
            assertThat(name).endsWith(extension);
            assertThat(file.name().value()).startsWith(name.substring(0, name.length() - extension.length()));
        }
        boolean cut = !named.equals(
                ContentDisposition.of(Disposition.INLINE.safeFor(file.content().type()), file.name()));
        assertThat(cut && url.length() < 3700).as(url).isFalse();
    }

    private static String urlOf(PresignedRequest request) {
        return request.url().toString();
    }

    private static Instant signedAt(String url) {
        Matcher date = DATE.matcher(url);
        assertThat(date.find()).isTrue();
        return Instant.from(COMPACT.parse(date.group(1)));
    }

    private static void same(SignedRequest ours, String theirs) {
        assertThat(SdkSigner.parts(ours.url().toString())).as(theirs).isEqualTo(SdkSigner.parts(theirs));
    }

    private static PresignedRequest upload(S3Presigner presigner, R2Settings settings, FileRecord file, Duration life) {
        Content content = file.content();
        Sha256 checksum = content.checksum();
        return presigner.presignPutObject(presign -> presign.signatureDuration(life)
                .putObjectRequest(put -> put.bucket(settings.bucket())
                        .key(file.key().value())
                        .contentLength(content.size())
                        .contentType(content.type().value())
                        .ifNoneMatch("*")
                        .metadata(ObjectMetadata.of(file))
                        .checksumSHA256(checksum == null ? null : checksum.base64())));
    }

    private static PresignedRequest download(
            S3Presigner presigner, R2Settings settings, FileRecord file, Duration life) {
        return presigner.presignGetObject(presign -> presign.signatureDuration(life)
                .getObjectRequest(get -> get.bucket(settings.bucket())
                        .key(file.key().value())
                        .responseContentDisposition(ContentDisposition.of(Disposition.ATTACHMENT, file.name()))
                        .responseContentType(file.content().type().served().value())));
    }

    private static S3Presigner presigner(R2Settings settings) {
        return S3Presigner.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build())
                .build();
    }

    private FileRecord file() {
        return file(random.nextBoolean() ? null : Digests.sha256(new byte[] {(byte) random.nextInt()}));
    }

    private FileRecord file(@Nullable Sha256 checksum) {
        List<String> types = List.of("image/png", "text/html", "application/vnd.ms-excel.sheet+xml");
        MediaType type = new MediaType(types.get(random.nextInt(types.size())));
        String name = Samples.HARD_NAMES.get(random.nextInt(Samples.HARD_NAMES.size()));
        Content content = new Content(type, random.nextLong(1L << 40), checksum);
        FileRecord file = samples.pending(samples.member(), name, content);
        return withKey(file, RandomRequests.key(random));
    }

    static FileRecord withKey(FileRecord file, ObjectKey key) {
        return new FileRecord(
                file.id(),
                key,
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }
}
