package dev.orgstorage.content.tika;

import dev.orgstorage.domain.MediaType;

/** An MPEG transport stream has no signature: it is nothing but packets of the same length, each with the same first byte. */
final class TransportStream {
    static final MediaType TYPE = new MediaType("video/mp2t");

    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final int ENOUGH = 3;

    private TransportStream() {}

    static boolean is(byte[] start) {
        for (int packet = 0; packet < start.length; packet += PACKET) {
            if (start[packet] != SYNC) {
                return false;
            }
        }
        return start.length > PACKET * (ENOUGH - 1);
    }
}
