package dev.orgstorage.http.server;

import dev.orgstorage.http.Origins;
import java.time.Duration;

/**
 * Who is let in, how often, how many at once, and how long they may take.
 *
 * @param accessLog whether each request is a line of the log {@code orgstorage.access}
 */
record DoorSettings(
        Origins origins, TrustedProxies proxies, Rates rates, Crowd crowd, Patience patience, boolean accessLog) {

    static DoorSettings standard() {
        return new DoorSettings(
                Origins.none(), TrustedProxies.NONE, Rates.STANDARD, Crowd.STANDARD, Patience.STANDARD, true);
    }

    /**
     * Requests a minute; 0 for as many as they like.
     *
     * @param address of one address, whose requests nobody answers for
     */
    record Rates(int user, int address) {
        static final Rates STANDARD = new Rates(6000, 600);
        static final Rates NONE = new Rates(0, 0);
    }

    /** Connections: how many there may be, and how many of one address that is no trusted proxy's. */
    record Crowd(int most, int ofOneAddress) {
        static final Crowd STANDARD = new Crowd(4096, 512);
    }

    /**
     * How long a client may take.
     *
     * @param idle between two requests, or between two bytes
     * @param head from the first byte of a request to the end of its headers
     * @param body from there to its last byte
     */
    record Patience(Duration idle, Duration head, Duration body) {
        static final Patience STANDARD =
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    DoorSettings with(Origins pages) {
        return new DoorSettings(pages, proxies, rates, crowd, patience, accessLog);
    }

    DoorSettings with(TrustedProxies inFront) {
        return new DoorSettings(origins, inFront, rates, crowd, patience, accessLog);
    }

    DoorSettings with(Rates minutely) {
        return new DoorSettings(origins, proxies, minutely, crowd, patience, accessLog);
    }

    DoorSettings with(Crowd largest) {
        return new DoorSettings(origins, proxies, rates, largest, patience, accessLog);
    }

    DoorSettings with(Patience longest) {
        return new DoorSettings(origins, proxies, rates, crowd, longest, accessLog);
    }
}
