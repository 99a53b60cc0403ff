package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class R2SettingsTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final URI AWS = URI.create("https://s3.eu-central-1.amazonaws.com");

    @Test
    void r2HasOneEndpointForEachAccountAndJurisdiction() {
        assertThat(R2Settings.r2(ACCOUNT, null, "files", "id", "secret").endpoint())
                .hasToString("https://" + ACCOUNT + ".r2.cloudflarestorage.com");
        assertThat(R2Settings.r2(ACCOUNT, "eu", "files", "id", "secret").endpoint())
                .hasToString("https://" + ACCOUNT + ".eu.r2.cloudflarestorage.com");
        assertThat(R2Settings.r2(ACCOUNT, null, "files", "id", "secret"))
                .extracting(R2Settings::region, R2Settings::pathStyle)
                .containsExactly("auto", true);
    }

    @Test
    void theBucketIsInThePathUnlessAskedToBeInTheHost() {
        R2Settings settings = R2Settings.s3(AWS, "eu-central-1", "files", "id", "secret");
        assertThat(settings.pathStyle()).isTrue();
        assertThat(settings.inHost().pathStyle()).isFalse();
    }

    @Test
    void theOriginIsWhereBrowsersFindTheBucket() {
        assertThat(at("http://127.0.0.1:9000/").origin()).isEqualTo("http://127.0.0.1:9000");
        assertThat(at("https://S3.example.com:443").origin()).isEqualTo("https://s3.example.com");
        assertThat(at("http://s3.example.com:443").origin()).isEqualTo("http://s3.example.com:443");
        R2Settings inHost =
                R2Settings.s3(AWS, "eu-central-1", "files", "id", "secret").inHost();
        assertThat(inHost.origin()).isEqualTo("https://files.s3.eu-central-1.amazonaws.com");
    }

    @Test
    void neitherKeyIsPrinted() {
        assertThat(R2Settings.s3(AWS, "eu-central-1", "files", "AKIDEXAMPLE", "wJalrXUtnFEMI"))
                .hasToString("R2Settings[https://s3.eu-central-1.amazonaws.com, bucket files, region eu-central-1]");
    }

    @Test
    void whatIsWrongIsNamedAndNotRepeated() {
        wrong("accountId", () -> R2Settings.r2("https://" + ACCOUNT, null, "files", "id", "secret"));
        wrong("jurisdiction", () -> R2Settings.r2(ACCOUNT, "eu.example.com/", "files", "id", "secret"));
        for (String endpoint :
                new String[] {"ftp://s3", "s3", "//s3", "file:///s3", "http://a_b", "http://id:secret@s3"}) {
            wrong("endpoint", () -> at(endpoint));
        }
        wrong("endpoint has a path", () -> at("http://s3/files"));
        wrong("endpoint has a query", () -> at("http://s3?files"));
        wrong("region", () -> R2Settings.s3(AWS, " ", "files", "id", "secret"));
        for (String bucket : new String[] {"", "ab", "a/b", "files/", ".abc", "a b c", "x".repeat(64)}) {
            wrong("bucket", () -> R2Settings.s3(AWS, "auto", bucket, "id", "secret"));
        }
        wrong("accessKeyId", () -> R2Settings.s3(AWS, "auto", "files", "", "secret"));
        wrong("secretAccessKey", () -> R2Settings.s3(AWS, "auto", "files", "id", "secret\n"));
    }

    @Test
    void whatCannotBeInAHostIsRefusedThere() {
        wrong(
                "bucket",
                () -> R2Settings.s3(AWS, "auto", "my.files", "id", "secret").inHost());
        wrong(
                "bucket",
                () -> R2Settings.s3(AWS, "auto", "Files", "id", "secret").inHost());
        wrong("endpoint", () -> at("http://127.0.0.1:9000").inHost());
        wrong("endpoint", () -> at("http://[::1]:9000").inHost());
    }

    private static R2Settings at(String endpoint) {
        return R2Settings.s3(URI.create(endpoint), "auto", "files", "id", "secret");
    }

    private static void wrong(String named, ThrowingCallable settings) {
        assertThatThrownBy(settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named)
                .hasMessageNotContaining("secret ");
    }
}
