package dev.orgstorage.http.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/** Closes the connections of an address beyond so many at a time, as soon as they are opened; not of trusted proxies. */
final class AddressLimit implements Connection.Listener {
    private final int most;
    private final TrustedProxies proxies;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    /** A connection that was broken off does not know any more where it came from. */
    private final Map<Connection, InetAddress> addresses = new ConcurrentHashMap<>();

    AddressLimit(int most, TrustedProxies proxies) {
        this.most = most;
        this.proxies = proxies;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress client)) {
            return;
        }
        InetAddress one = RateLimits.network(client.getAddress());
        addresses.put(connection, one);
        if (open.merge(one, 1, Integer::sum) > most && !proxies.trusts(client.getAddress())) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        @Nullable InetAddress one = addresses.remove(connection);
        if (one != null) {
            open.computeIfPresent(one, (address, count) -> count == 1 ? null : count - 1);
        }
    }
}
