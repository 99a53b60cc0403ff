package dev.orgstorage.persistence.jooq;

/** How much may be asked for at once. */
final class Limits {
    static final int MOST = 1000;

    static final int MOST_COUNTED = 1_000_000;

    private Limits() {}

    static void require(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " at once, not " + count);
        }
    }

    static void requireCount(int atMost) {
        if (atMost < 1 || atMost > MOST_COUNTED) {
            throw new IllegalArgumentException("1 to " + MOST_COUNTED + " can be counted, not " + atMost);
        }
    }
}
