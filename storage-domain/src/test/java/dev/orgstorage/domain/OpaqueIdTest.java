package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User and organization ids: text of an identity provider, of which nothing is assumed. */
class OpaqueIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "auth0|6f12ab",
                "org_2xAbC",
                "3f0e9f5e-9c2d-4f8e-a5a0-3f0e9f5e9c2d",
                "google-oauth2|115",
                "a/b",
                "..",
                "ann@example.com",
                "Ünï 履歴書 🦊",
                "' or 1=1 --",
                " padded "
            })
    void anyTextIsKeptAsItIs(String id) {
        assertThat(new UserId(id)).hasToString(id);
        assertThat(new OrganizationId(id)).hasToString(id);
    }

    @Test
    void idsAreToldApartByEveryCharacter() {
        assertThat(new UserId("Ann")).isNotEqualTo(new UserId("ann"));
        assertThat(new UserId("ann ")).isNotEqualTo(new UserId("ann"));
        assertThat(new UserId("\u00FC")).isNotEqualTo(new UserId("u\u0308"));
    }

    @Test
    void anIdHasUpTo255Characters() {
        assertThat(new UserId("x".repeat(255)).value()).hasSize(255);
        assertThat(new OrganizationId("x".repeat(255)).value()).hasSize(255);
        refused("x".repeat(256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u2003"})
    void aBlankIdIsRefused(String id) {
        refused(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, '\t', '\n', '\r', 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDFFF})
    void controlCharactersAndHalvesOfPairsAreRefused(int character) {
        refused("a" + Character.toString(character) + "b");
    }

    private static void refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(id)).withMessageStartingWith("user id ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrganizationId(id))
                .withMessageStartingWith("organization id ");
    }
}
