package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import org.junit.jupiter.api.Test;

final class UnknownOwnerOverHttpTest {
    @Test
    void whomTheHostDoesNotKnowIsForbiddenAndToldWhy() {
        Authenticator outdated = request -> {
            throw new StorageException.UnknownOwner(
                    Owner.of(TestApi.ACME), TestApi.ANN, new IllegalStateException("violates a foreign key"));
        };
        try (TestApi api = new TestApi(outdated)) {
            Reply reply = api.stranger().post("/upload-url", TestApi.HELLO_TXT).problem(403, "unknown_owner");
            assertThat(reply.text("error"))
                    .isEqualTo("User auth0|ann or organization org_acme is not, or no longer, known to the host"
                            + " application");
            assertThat(reply.body()).doesNotContain("foreign key");
        }
    }
}
