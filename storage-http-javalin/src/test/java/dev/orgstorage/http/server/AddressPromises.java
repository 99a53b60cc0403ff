package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;

/** What holds for every address that somebody names. */
public final class AddressPromises {
    private static final InetAddress PROXY = Network.address("10.0.0.1");
    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8"));

    private AddressPromises() {}

    /** The value of a header. */
    public static void forwardedFor(String text) {
        InetAddress client = PROXIES.client(PROXY, List.of("203.0.113.7", text));
        assertThat(Network.address(client.getHostAddress())).isEqualTo(client);
        assertThat(PROXIES.client(PROXY, List.of(text, "203.0.113.7")).getHostAddress())
                .isEqualTo("203.0.113.7");
        InetAddress stranger = Network.address("198.51.100.1");
        assertThat(PROXIES.client(stranger, List.of(text))).isEqualTo(stranger);
        assertThat(TrustedProxies.NONE.client(PROXY, List.of(text))).isEqualTo(PROXY);
    }

    /** A range of addresses. */
    public static void network(String text) {
        try {
            Network network = Network.of(text);
            assertThat(network.contains(network.base())).isTrue();
            String same = network.base().getHostAddress() + "/" + network.length();
            assertThat(Network.of(same)).isEqualTo(network);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
        }
    }
}
