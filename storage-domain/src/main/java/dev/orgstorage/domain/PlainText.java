package dev.orgstorage.domain;

/** Whether bytes are text, as browsers tell it that do not trust a server (WHATWG MIME Sniffing, 7.2). */
final class PlainText {
    private static final String ALLOWED_CONTROLS = "\t\n\f\r\u001B";

    private PlainText() {}

    static boolean is(byte[] start) {
        if (hasWideMark(start)) {
            return true;
        }
        for (byte each : start) {
            if (each >= 0 && each < ' ' && ALLOWED_CONTROLS.indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The byte order mark of UTF-16. */
    private static boolean hasWideMark(byte[] start) {
        return start.length >= 2
                && ((start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
                        || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE));
    }
}
