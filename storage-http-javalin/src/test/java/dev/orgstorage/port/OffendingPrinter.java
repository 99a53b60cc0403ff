package dev.orgstorage.port;

/** Speaks to whoever happens to listen. */
public final class OffendingPrinter {
    private OffendingPrinter() {}

    public static void print(String text) {
        System.out.println(text);
    }
}
