package dev.orgstorage.http.server;

import dev.orgstorage.http.server.DoorSettings.Patience;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off whoever takes too long to say what they want, however steadily they go on: Jetty itself only bounds the
 * silence between two bytes. It looks at all connections several times within that time, and costs no thread in between.
 */
final class Deadlines extends AbstractLifeCycle {
    private static final int LOOKS = 10;

    private final ServerConnector connector;
    private final Patience patience;
    private final Duration pause;
    private Map<EndPoint, Part> awaited = Map.of();

    Deadlines(ServerConnector connector, Patience patience) {
        this.connector = connector;
        this.patience = patience;
        Duration shorter = patience.head().compareTo(patience.body()) < 0 ? patience.head() : patience.body();
        this.pause = shorter.dividedBy(LOOKS);
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        connector.getScheduler().schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        Map<EndPoint, Part> still = new HashMap<>();
        for (EndPoint client : connector.getConnectedEndPoints()) {
            @Nullable
            Part part = client.getConnection() instanceof HttpConnection connection
                    ? Part.awaitedBy(connection, awaited.get(client), now)
                    : null;
            if (part != null && now - part.since() > longest(part).toNanos()) {
                client.close();
            } else if (part != null) {
                still.put(client, part);
            }
        }
        awaited = still;
        if (isRunning()) {
            lookLater();
        }
    }

    private Duration longest(Part part) {
        return part.isBody() ? patience.body() : patience.head();
    }

    /**
     * A part of a request that is not all there.
     *
     * @param request its number on this connection, once its first line is there; until then, of the one before
     * @param bytes that had come over the connection when it began
     */
    private record Part(HttpParser.State state, long request, long bytes, long since) {

        /** Null while a request is answered. */
        static @Nullable Part awaitedBy(HttpConnection connection, @Nullable Part before, long now) {
            HttpParser.State state = connection.getParser().getState();
            if (state.compareTo(HttpParser.State.END) >= 0) {
                return null;
            }
            Part part = new Part(state, connection.getMessagesIn(), connection.getBytesIn(), now);
            return before == null || !before.goesOnIn(part)
                    ? part
                    : new Part(state, part.request, before.bytes, before.since);
        }

        boolean isBody() {
            return state.compareTo(HttpParser.State.CONTENT) >= 0;
        }

        private boolean goesOnIn(Part later) {
            if (isBody() != later.isBody() || later.isSilenceAfter(this)) {
                return false;
            }
            boolean lineIsThere = state.compareTo(HttpParser.State.HEADER) < 0 && later.state != HttpParser.State.START;
            return request == later.request || (lineIsThere && request + 1 == later.request);
        }

        /** Between two requests; empty lines are not silence. */
        private boolean isSilenceAfter(Part before) {
            return state == HttpParser.State.START && bytes == before.bytes;
        }
    }
}
