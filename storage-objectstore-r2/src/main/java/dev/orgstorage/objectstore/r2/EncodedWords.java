package dev.orgstorage.objectstore.r2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which S3 and R2 answer metadata that somebody wrote in other characters than ASCII's (RFC 2047), such as
 * {@code =?UTF-8?Q?Zo=C3=AB?=}. Ours has none.
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?\\s]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");
    private static final Pattern OCTET = Pattern.compile("=(\\p{XDigit}{2})");

    private EncodedWords() {}

    /** The text as it was written. What is not an encoded word stays as it is. */
    static String decode(String value) {
        String adjacent = BETWEEN_WORDS.matcher(value).replaceAll("");
        return WORD.matcher(adjacent).replaceAll(word -> Matcher.quoteReplacement(decode(word)));
    }

    private static String decode(MatchResult word) {
        try {
            return new String(bytes(word.group(2), word.group(3)), Charset.forName(word.group(1)));
        } catch (IllegalArgumentException malformed) {
            return word.group();
        }
    }

    private static byte[] bytes(String encoding, String text) {
        if (encoding.equalsIgnoreCase("B")) {
            return Base64.getDecoder().decode(text);
        }
        String octets = OCTET.matcher(text.replace('_', ' '))
                .replaceAll(
                        octet -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(octet.group(1), 16))));
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
