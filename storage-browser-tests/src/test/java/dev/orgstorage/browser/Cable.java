package dev.orgstorage.browser;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries all that a browser says and hears, as its SOCKS proxy (RFC 1928), and breaks in the middle of what is sent to
 * one port: connections are reset, and so are some that come after.
 */
final class Cable implements AutoCloseable {
    private static final byte VERSION = 5;
    private static final int DOMAIN_NAME = 3;
    private static final int IPV6 = 4;
    private static final byte[] NO_AUTHENTICATION = {VERSION, 0};
    private static final byte[] CONNECTED = {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0};

    private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> watched = ConcurrentHashMap.newKeySet();
    private int port;
    private long bytesLeft = Long.MAX_VALUE;
    private int resetsLeft;

    Cable() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "socks5://127.0.0.1:" + socket.getLocalPort();
    }

    /** @param resets how many connections are reset that are opened after it broke */
    synchronized void breakAfter(long bytes, int toPort, int resets) {
        port = toPort;
        bytesLeft = bytes;
        resetsLeft = resets;
    }

    /** Whether it broke, and is whole again. */
    synchronized boolean isMended() {
        return bytesLeft == Long.MAX_VALUE && resetsLeft == 0;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> carry(client));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket server = new Socket()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readByte();
            in.skipNBytes(in.readUnsignedByte());
            client.getOutputStream().write(NO_AUTHENTICATION);
            in.skipNBytes(3);
            InetSocketAddress wanted = wanted(in);
            client.getOutputStream().write(CONNECTED);
            if (resets(client, wanted.getPort())) {
                return;
            }
            server.connect(wanted);
            threads.execute(() -> answers(server, client));
            byte[] some = new byte[1 << 16];
            for (int read = in.read(some); read >= 0 && isWhole(wanted.getPort(), read); read = in.read(some)) {
                server.getOutputStream().write(some, 0, read);
            }
        } catch (IOException gone) {
            // One of both has closed its connection, or this cable broke.
        } finally {
            watched.remove(client);
        }
    }

    private static void answers(Socket server, Socket client) {
        try (client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // As above.
        }
    }

    private static InetSocketAddress wanted(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind == DOMAIN_NAME) {
            byte[] name = in.readNBytes(in.readUnsignedByte());
            return new InetSocketAddress(new String(name, StandardCharsets.US_ASCII), in.readUnsignedShort());
        }
        byte[] address = in.readNBytes(kind == IPV6 ? 16 : 4);
        return new InetSocketAddress(InetAddress.getByAddress(address), in.readUnsignedShort());
    }

    private synchronized boolean resets(Socket client, int toPort) throws IOException {
        if (toPort != port) {
            return false;
        }
        if (bytesLeft == Long.MAX_VALUE && resetsLeft > 0) {
            resetsLeft--;
            reset(client);
            return true;
        }
        watched.add(client);
        return false;
    }

    private synchronized boolean isWhole(int toPort, int bytes) throws IOException {
        if (toPort != port || bytesLeft == Long.MAX_VALUE) {
            return true;
        }
        bytesLeft -= bytes;
        if (bytesLeft > 0) {
            return true;
        }
        bytesLeft = Long.MAX_VALUE;
        for (Socket each : watched) {
            reset(each);
        }
        return false;
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
