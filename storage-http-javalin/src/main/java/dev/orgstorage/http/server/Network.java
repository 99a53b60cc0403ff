package dev.orgstorage.http.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses (CIDR), such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; without a length, one address. */
record Network(InetAddress base, int length) {
    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]+)(?:/([0-9]{1,3}))?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** @throws IllegalArgumentException if it is none, or has bits beyond its length */
    static Network of(String text) {
        Matcher parts = CIDR.matcher(text.strip());
        if (!parts.matches()) {
            throw none(text);
        }
        InetAddress base = address(parts.group(1), text);
        int whole = base.getAddress().length * Byte.SIZE;
        int length = parts.group(2) == null ? whole : Integer.parseInt(parts.group(2));
        if (length > whole || !first(base, length).equals(base)) {
            throw none(text);
        }
        return new Network(base, length);
    }

    /**
     * An address in figures; no name is looked up.
     *
     * @throws IllegalArgumentException if it is none
     */
    static InetAddress address(String text) {
        return address(text, text);
    }

    private static InetAddress address(String text, String within) {
        boolean figures = IPV4.matcher(text).matches()
                || (text.contains(":") && CIDR.matcher(text).matches());
        if (!figures || text.contains("/")) {
            throw none(within);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(none(within).getMessage(), e);
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && first(address, length).equals(base);
    }

    /** The first address of the range of this length that this one is in. */
    static InetAddress first(InetAddress address, int length) {
        byte[] bytes = address.getAddress();
        int whole = length / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff00 >> length % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address or range such as 10.0.0.0/8 or 2001:db8::/32");
    }
}
