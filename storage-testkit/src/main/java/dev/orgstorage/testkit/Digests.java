package dev.orgstorage.testkit;

import dev.orgstorage.domain.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests of bytes that a bucket keeps. */
public final class Digests {
    private Digests() {}

    public static Sha256 sha256(byte[] bytes) {
        return Sha256.of(digest("SHA-256", bytes));
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest("MD5", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
