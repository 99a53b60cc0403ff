package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimPathTest {
    /** Some of it as in RFC 6901, 5. */
    private static final Map<String, Object> TOKEN = Map.of(
            "https://example.com/roles", "by name",
            "a/b", "slash",
            "m~n", "tilde",
            "", "empty",
            "foo", List.of("bar", Map.of("baz", "deep")),
            "o", Map.of("id", "acme", "~1", "both"));

    @ParameterizedTest
    @CsvSource({
        "https://example.com/roles, by name",
        "a/b, slash",
        "/a~1b, slash",
        "m~n, tilde",
        "/m~0n, tilde",
        "/, empty",
        "/foo/0, bar",
        "/foo/1/baz, deep",
        "/o/id, acme",
        "/o/~01, both",
    })
    void leadsToWhatIsSaidThere(String path, String value) {
        assertThat(ClaimPath.parse(path).in(TOKEN)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "/none", "/none/id", "/o/none", "o.id", "/foo/2", "/foo/-", "/foo/00", "/foo/-1"})
    void leadsNowhere(String path) {
        assertThat(ClaimPath.parse(path).in(TOKEN)).isNull();
    }

    @Test
    void aTextOnTheWayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimPath.parse("/m~0n/id").in(TOKEN))
                .withMessageContaining("claim /m~0n/id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sub,", ",sub", "a,,b"})
    void nothingIsNoPath(String paths) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimPath.list(paths));
    }

    @Test
    void whatIsPutIsFound() {
        Map<String, Object> token = new TreeMap<>();
        for (String path : List.of("sub", "/o/id", "/o/deep~1er/~0", "https://example.com/role")) {
            ClaimPath.parse(path).put(token, path);
        }
        for (String path : List.of("sub", "/o/id", "/o/deep~1er/~0", "https://example.com/role")) {
            assertThat(ClaimPath.parse(path).in(token)).isEqualTo(path);
        }
    }
}
