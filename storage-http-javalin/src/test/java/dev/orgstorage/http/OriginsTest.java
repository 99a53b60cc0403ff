package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {
    private final Origins origins = Origins.of(List.of("https://app.example.com", "http://localhost:5173"));

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "http://localhost:5173"})
    void whatIsNamedIsAllowed(String origin) {
        assertThat(origins.allows(origin)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.test",
                "https://evil.test/https://app.example.com",
                "https://xapp.example.com",
                "https://app.example.co",
                "https://app.example.com/",
                "https://app.example.com https://evil.test",
                "HTTPS://APP.EXAMPLE.COM",
                "http://localhost",
                "http://localhost:5174"
            })
    void whatIsNotNamedIsNot(String origin) {
        assertThat(origins.allows(origin)).isFalse();
        assertThat(Origins.none().allows(origin)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://App.Example.COM, https://app.example.com",
        "' https://app.example.com ', https://app.example.com",
        "https://app.example.com:443, https://app.example.com",
        "http://app.example.com:80, http://app.example.com",
        "http://app.example.com:443, http://app.example.com:443",
        "http://[::1]:8080, http://[::1]:8080",
        "http://127.0.0.1, http://127.0.0.1",
        "https://my-app_2.example.com:8443, https://my-app_2.example.com:8443",
    })
    void theyAreComparedAsBrowsersSendThem(String named, String sent) {
        assertThat(Origins.of(List.of(named)).allows(sent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "app.example.com",
                "https://*.example.com",
                "https://",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://user@app.example.com",
                "https://app.example.com:port",
                "https://münchen.example",
                "ftp://app.example.com",
                "file://",
                "https://a.example https://b.example",
                "https://a.example\r\nX-Evil: 1"
            })
    void whatIsNoOriginIsRefusedByName(String origin) {
        assertThatThrownBy(() -> Origins.of(List.of("https://app.example.com", origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + origin + "' is no origin");
    }

    @Test
    void theyAreToldAsTheyAreSet() {
        assertThat(origins).hasToString("http://localhost:5173,https://app.example.com");
        assertThat(Origins.none()).hasToString("");
    }
}
