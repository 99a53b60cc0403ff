package dev.orgstorage.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of everything but the unreserved characters (RFC 3986, 2.3). */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /** As {@link #encode}, but slashes stay as they are. */
    public static String encodePath(String text) {
        return encode(text, UNRESERVED + "/");
    }

    /** @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits */
    public static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text, String marks) {
        int plain = 0;
        while (plain < text.length() && stays(text.charAt(plain), marks)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(2 * text.length()).append(text, 0, plain);
        for (byte each : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            if (stays(each, marks)) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HEX.charAt(each >> 4 & 0xF)).append(HEX.charAt(each & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean stays(int each, String marks) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || marks.indexOf(each) >= 0;
    }
}
