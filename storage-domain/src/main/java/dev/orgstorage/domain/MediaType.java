package dev.orgstorage.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A media type as {@code type/subtype} in lower case, without parameters (RFC 6838, 4.2). */
public record MediaType(String value) {
    private static final int LONGEST_NAME = 127;
    private static final String MARKS = "!#$&^_.+-";
    private static final Pattern RUNNABLE =
            Pattern.compile("(text/(html|xml|xsl|javascript|ecmascript|css|vbscript)|image/svg.*|.*[/+](xhtml|xml)"
                    + "|.*\\+xml|application/(x-)?(javascript|ecmascript|shockwave-flash)|multipart/.*|message/.*)");
    private static final Set<String> SHOWN_SAFELY = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/bmp",
            "application/pdf",
            "text/plain",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/webm",
            "audio/mp4",
            "audio/aac",
            "audio/flac",
            "video/mp4",
            "video/webm",
            "video/ogg",
            "video/quicktime");

    /** For bytes of which nothing more is known. */
    public static final MediaType BYTES = new MediaType("application/octet-stream");

    /** @throws StorageException.Invalid if this is not {@code type/subtype} */
    public MediaType {
        if (!isType(value)) {
            throw new StorageException.Invalid(
                    "fileType", "is not type/subtype without parameters, such as image/png or " + BYTES);
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /** Whether a browser shows it in place without running anything in it. */
    public boolean safeInline() {
        return SHOWN_SAFELY.contains(value);
    }

    /** The type to be served as: its own, but plain bytes for what a browser might run. */
    public MediaType served() {
        return RUNNABLE.matcher(value).matches() ? BYTES : this;
    }

    /** A type or a range of types such as {@code image/*}, in lower case; empty if the text is neither. */
    static Optional<String> range(String text) {
        String type = text.endsWith("/*") ? text.substring(0, text.length() - 1) + "any" : text;
        return isType(type) ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Asked of each row that is read, so no pattern. */
    private static boolean isType(String text) {
        int slash = text.indexOf('/');
        return isName(text, 0, slash) && isName(text, slash + 1, text.length());
    }

    private static boolean isName(String text, int begin, int end) {
        if (end <= begin || end - begin > LONGEST_NAME || !isLetterOrDigit(text.charAt(begin))) {
            return false;
        }
        for (int i = begin + 1; i < end; i++) {
            if (!isLetterOrDigit(text.charAt(i)) && MARKS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }

    /** Whether it is in a range: a type such as {@code image/png}, or {@code image/*}. */
    public boolean in(String range) {
        return range.endsWith("/*") ? value.startsWith(range.substring(0, range.length() - 1)) : value.equals(range);
    }

    @Override
    public String toString() {
        return value;
    }
}
