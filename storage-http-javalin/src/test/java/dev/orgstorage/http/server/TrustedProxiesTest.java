package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "2001:db8::/32"));

    /** Whoever is heard from last of those that are not trusted is the client: what stands before, they said themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            10.0.0.1    | 203.0.113.7                         | 203.0.113.7
            10.0.0.1    | 1.1.1.1, 203.0.113.7                | 203.0.113.7
            10.0.0.1    | 1.1.1.1, 203.0.113.7, 10.0.0.2      | 203.0.113.7
            10.0.0.1    | 10.0.0.3, 10.0.0.2                  | 10.0.0.3
            10.0.0.1    | 10.9.9.9, 203.0.113.7, 2001:db8::2  | 203.0.113.7
            10.0.0.1    | 203.0.113.7:4711                    | 203.0.113.7
            10.0.0.1    | [2001:db9::1]:4711                  | 2001:db9::1
            10.0.0.1    | [2001:db9::1]                       | 2001:db9::1
            10.0.0.1    | 2001:db9::1                         | 2001:db9::1
            2001:db8::1 | 203.0.113.7                         | 203.0.113.7
            10.0.0.1    | none                                | 10.0.0.1
            10.0.0.1    | ''                                  | 10.0.0.1
            10.0.0.1    | unknown                             | 10.0.0.1
            10.0.0.1    | 1.1.1.1, localhost                  | 10.0.0.1
            10.0.0.1    | 1.1.1.1, _hidden, 10.0.0.2          | 10.0.0.2
            10.0.0.1    | 203.0.113.7,                        | 10.0.0.1
            203.0.113.9 | 203.0.113.7                         | 203.0.113.9
            203.0.113.9 | 10.0.0.1                            | 203.0.113.9
            """)
    void theLastThatIsNotTrustedIsTheClient(String peer, String forwardedFor, String client) {
        List<String> header = forwardedFor == null ? List.of() : List.of(forwardedFor);
        assertThat(proxies.client(Network.address(peer), header)).isEqualTo(Network.address(client));
    }

    @Test
    void severalHeadersAreOne() {
        assertThat(proxies.client(Network.address("10.0.0.1"), List.of("1.1.1.1", "203.0.113.7", "10.0.0.2, 10.0.0.3")))
                .isEqualTo(Network.address("203.0.113.7"));
    }

    @Test
    void withoutAnyTheWordOfNobodyCounts() {
        InetAddress peer = Network.address("127.0.0.1");
        assertThat(TrustedProxies.NONE.client(peer, List.of("203.0.113.7"))).isEqualTo(peer);
    }
}
