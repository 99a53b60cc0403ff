package dev.orgstorage.http.server;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The proxies in front of this server whose word counts. What anybody else says of a client, only they may believe. */
record TrustedProxies(List<Network> networks) {
    static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** As some proxies write it, with a port: {@code 203.0.113.7:4711}, {@code [2001:db8::1]:4711}. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]+)](?::[0-9]+)?|([0-9.]+):[0-9]+");

    /** @throws IllegalArgumentException naming the first that is no range of addresses */
    static TrustedProxies of(Collection<String> ranges) {
        return new TrustedProxies(ranges.stream().map(Network::of).toList());
    }

    boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * Where a request comes from: the last address that no trusted proxy has, or that cannot be read on.
     *
     * @param peer who has the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, to whose end each proxy adds whom it heard from
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .toList();
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
            try {
                client = address(hops.get(i).strip());
            } catch (IllegalArgumentException unreadable) {
                return client;
            }
        }
        return client;
    }

    private static InetAddress address(String hop) {
        Matcher parts = WITH_PORT.matcher(hop);
        if (!parts.matches()) {
            return Network.address(hop);
        }
        return Network.address(parts.group(1) == null ? parts.group(2) : parts.group(1));
    }
}
