package dev.orgstorage.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedRequestTest {
    @Test
    void itIsPrintedWithoutItsSecret() {
        URI url = URI.create("https://bucket.example/uploads/a.txt?X-Amz-Signature=secret");
        SignedRequest request = new SignedRequest("PUT", url, Map.of("x-amz-meta-name", "a"), Duration.ofMinutes(10));
        assertThat(request.toString()).contains("PUT", "/uploads/a.txt").doesNotContain("secret", "Signature");
    }
}
