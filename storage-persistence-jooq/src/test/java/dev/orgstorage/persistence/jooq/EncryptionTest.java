package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:",
                "jdbc:postgresql:files",
                "jdbc:postgresql:/files",
                "jdbc:postgresql:///files",
                "jdbc:postgresql:///files?socketFactory=example.Unix&socketFactoryArg=/run/postgresql/.s.PGSQL.5432",
                "jdbc:postgresql://localhost/files",
                "jdbc:postgresql://LocalHost.:5432/files",
                "jdbc:postgresql://127.0.0.1:5432/files",
                "jdbc:postgresql://127.3.2.1/files?user=ann",
                "jdbc:postgresql://[::1]:5432/files",
                "jdbc:postgresql://[0:0:0:0:0:0:0:1]/files",
                "jdbc:postgresql://localhost:1,127.0.0.1:2/files"
            })
    void toThisMachineNothingIsAskedFor(String url) {
        assertThat(Encryption.applied(url)).isEqualTo(url);
        assertThat(Encryption.of(url)).isEqualTo(new Encryption("prefer", false));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example/files, ?sslmode=require",
        "jdbc:postgresql://db.example:5432/files?, sslmode=require",
        "jdbc:postgresql://10.0.0.7/files?user=ann, &sslmode=require",
        "jdbc:postgresql://[fd00::1]:5432/files?user=ann&, sslmode=require",
        "jdbc:postgresql://localhost.example.com/files, ?sslmode=require",
        "jdbc:postgresql://127.0.0.1.example.com/files, ?sslmode=require",
        "'jdbc:postgresql://localhost:5432,db.example:5432/files', ?sslmode=require",
        "jdbc:postgresql://db.example, ?sslmode=require",
        "jdbc:postgresql://db.example/files?password=sslmode, &sslmode=require",
        "jdbc:postgresql://db.example/files?options=sslmode=disable, &sslmode=require"
    })
    void toAnotherMachineItIsRequired(String url, String added) {
        assertThat(Encryption.applied(url)).isEqualTo(url + added);
        assertThat(Encryption.of(url)).isEqualTo(new Encryption("require", true));
        assertThat(Encryption.of(url).isCertain()).isTrue();
        assertThat(Encryption.of(url).isVerified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=disable, disable, false, false",
        "sslmode=prefer, prefer, false, false",
        "user=ann&sslmode=verify-ca, verify-ca, true, false",
        "sslmode=require&sslmode=verify-full, verify-full, true, true",
        "ssl=true, verify-full, true, true",
        "ssl, verify-full, true, true",
        "ssl=false, prefer, false, false",
        "ssl=true&sslmode=disable, disable, false, false"
    })
    void whatTheUrlSaysGoesFirst(String parameters, String mode, boolean certain, boolean verified) {
        String url = "jdbc:postgresql://db.example/files?" + parameters;
        assertThat(Encryption.applied(url)).isEqualTo(url);
        Encryption encryption = Encryption.of(url);
        assertThat(encryption).isEqualTo(new Encryption(mode, true));
        assertThat(encryption.isCertain()).isEqualTo(certain);
        assertThat(encryption.isVerified()).isEqualTo(verified);
    }

    @Test
    void aUrlAsHostingProvidersHandItOutIsNoException() {
        DatabaseSettings settings = DatabaseSettings.of("postgres://ann:pw@db.example/files", null, null, 1);
        try (Database database = Database.open(settings)) {
            assertThat(database.encryption()).isEqualTo(new Encryption("require", true));
        }
    }
}
