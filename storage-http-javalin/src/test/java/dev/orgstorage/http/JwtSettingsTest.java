package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtSettingsTest {
    private static final URI KEYS = URI.create("https://id.example/.well-known/jwks.json");

    @Test
    void aSecretOfLessThan32BytesIsRefused() {
        refused("x".repeat(31), null, "32 bytes");
        refused("", null, "32 bytes");
        assertThat(JwtSettings.shared("x".repeat(32)).algorithms()).containsExactly("HS256");
        assertThat(JwtSettings.shared("ü".repeat(16)).algorithms()).containsExactly("HS256");
    }

    @Test
    void neitherSecretNorKeysIsRefused() {
        refused(null, null, "JWKS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://id.example/keys",
                "jar:file:/a.jar!/k",
                "keys.json",
                "//id.example/keys"
            })
    void keysAreFetchedByHttpAlone(String url) {
        refused(null, URI.create(url), "https://");
    }

    @Test
    void withoutSayingSoEveryAlgorithmIsTakenThatCanBeChecked() {
        assertThat(JwtSettings.keysAt(KEYS, "i", "a").algorithms())
                .contains("RS256", "PS256", "ES256", "EdDSA")
                .doesNotContain("HS256", "none", "ES256K");
        assertThat(settings(Tokens.SECRET, KEYS, Set.of()).algorithms()).contains("HS256", "RS256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS384", "RS256", "ES256K", "rs256", ""})
    void anAlgorithmThatCannotBeCheckedIsRefused(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Tokens.SECRET, null, Set.of(algorithm)))
                .withMessageContaining("HS256");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(null, KEYS, Set.of("RS256", "HS256")));
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(settings(Tokens.SECRET, KEYS, Set.of()).toString())
                .doesNotContain(Tokens.SECRET)
                .contains(KEYS.toString(), "a secret");
    }

    private static void refused(@Nullable String secret, @Nullable URI keys, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(secret, keys, Set.of()))
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("xxxx"));
    }

    private static JwtSettings settings(@Nullable String secret, @Nullable URI keys, Set<String> algorithms) {
        return new JwtSettings(secret, keys, null, null, algorithms, JwtSettings.Claims.STANDARD);
    }
}
