package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final String OF_NOTHING = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void aDigestIs44CharactersOfBase64() {
        assertThat(new Sha256(OF_NOTHING)).hasToString(OF_NOTHING);
        assertThat(Sha256.of(new byte[32])).isEqualTo(new Sha256("A".repeat(43) + "="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU==",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "1B2M2Y8AsgTpgAmY7PhCfg==",
                "????????????????????????????????????????????",
                "\r\n"
            })
    void anythingElseIsRefused(String text) {
        Refused.asInvalid("checksumSha256", () -> new Sha256(text));
    }

    @Test
    void aDigestHas32Bytes() {
        Refused.asInvalid("checksumSha256", () -> Sha256.of(new byte[31]));
        Refused.asInvalid("checksumSha256", () -> Sha256.of(new byte[33]));
    }
}
