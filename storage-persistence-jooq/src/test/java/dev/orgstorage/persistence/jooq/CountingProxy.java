package dev.orgstorage.persistence.jooq;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes on what one client and PostgreSQL say to each other, and counts how often PostgreSQL had answered all. */
final class CountingProxy implements AutoCloseable {
    private static final int READY_FOR_QUERY = 'Z';

    private final String url;
    private final ServerSocket door;
    private final Socket server;
    private final AtomicInteger answers = new AtomicInteger();

    private CountingProxy(String url, ServerSocket door, Socket server) {
        this.url = url;
        this.door = door;
        this.server = server;
    }

    static CountingProxy to(String jdbcUrl) throws IOException {
        URI uri = URI.create(jdbcUrl.substring("jdbc:".length()));
        ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CountingProxy proxy = new CountingProxy(
                jdbcUrl.replace(":" + uri.getPort() + "/", ":" + door.getLocalPort() + "/") + "&sslmode=disable",
                door,
                new Socket(uri.getHost(), uri.getPort()));
        Thread.startVirtualThread(proxy::serve);
        return proxy;
    }

    String url() {
        return url;
    }

    int answers() {
        return answers.get();
    }

    private void serve() {
        try (Socket client = door.accept()) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pass(client));
            count(new DataInputStream(server.getInputStream()), new DataOutputStream(client.getOutputStream()));
        } catch (EOFException | SocketException closed) {
            // Either side has ended.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket client) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException closed) {
            // Either side has ended.
        }
    }

    /** A letter, a length that counts itself, and so many bytes. */
    private void count(DataInputStream from, DataOutputStream to) throws IOException {
        while (true) {
            int type = from.readUnsignedByte();
            int length = from.readInt();
            byte[] body = from.readNBytes(length - Integer.BYTES);
            if (type == READY_FOR_QUERY) {
                answers.incrementAndGet();
            }
            to.writeByte(type);
            to.writeInt(length);
            to.write(body);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        door.close();
    }
}
