package dev.orgstorage.domain;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The Content-Disposition header under which a file is served (RFC 6266): its name in {@code filename} if that is plain
 * ASCII, otherwise a stand-in there and the true name in {@code filename*} (RFC 8187).
 */
public final class ContentDisposition {
    /** Keeps a signed URL, in which every percent sign is encoded once more, below 4 KB. */
    private static final int LONGEST_ENCODED_NAME = 1560;

    private static final int LONGEST_STAND_IN = 60;

    private static final Pattern UNREADABLE = Pattern.compile("[^A-Za-z0-9 ._-]+");
    private static final Pattern UNREADABLE_ENDING = Pattern.compile("[^A-Za-z0-9.]");

    private ContentDisposition() {}

    /**
     * The header's value. A name whose encoding is longer than 1,560 characters (from about 170 characters of Chinese
     * on) is cut before its extension.
     */
    public static String of(Disposition disposition, FileName name) {
        return value(type(disposition), name.value());
    }

    /**
     * As {@link #of}, but with a name cut before its extension so far that the value has at most so many characters once
     * it is percent-encoded. If not even one character of the name fits beside its extension, there is no name.
     */
    public static String fitting(Disposition disposition, FileName name, int longest) {
        String type = type(disposition);
        String extension = extension(name.value());
        int[] stem = stem(name.value());
        int fits = 0;
        int tooLong = stem.length + 1;
        while (tooLong - fits > 1) {
            int length = (fits + tooLong) / 2;
            String value = value(type, new String(stem, 0, length) + extension);
            if (PercentEncoding.encode(value).length() <= longest) {
                fits = length;
            } else {
                tooLong = length;
            }
        }
        return fits == 0 ? type : value(type, new String(stem, 0, fits) + extension);
    }

    private static String type(Disposition disposition) {
        return disposition == Disposition.INLINE ? "inline" : "attachment";
    }

    private static String value(String type, String text) {
        if (plain(text)) {
            return type + "; filename=\"" + text + "\"";
        }
        return type + "; filename=\"" + standIn(text) + "\"; filename*=UTF-8''" + encoded(text);
    }

    private static String standIn(String name) {
        String extension = extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        String readable = UNREADABLE.matcher(stem).replaceAll("_");
        String ending = UNREADABLE_ENDING.matcher(extension).replaceAll("_");
        int room = LONGEST_STAND_IN - ending.length();
        return (readable.length() > room ? readable.substring(0, room) : readable) + ending;
    }

    private static String encoded(String name) {
        String whole = PercentEncoding.encode(name);
        return whole.length() > LONGEST_ENCODED_NAME ? cut(name) : whole;
    }

    private static String cut(String name) {
        String extension = PercentEncoding.encode(extension(name));
        StringBuilder encoded = new StringBuilder();
        for (int character : stem(name)) {
            String next = PercentEncoding.encode(Character.toString(character));
            if (encoded.length() + next.length() + extension.length() > LONGEST_ENCODED_NAME) {
                break;
            }
            encoded.append(next);
        }
        return encoded.append(extension).toString();
    }

    private static int[] stem(String name) {
        return name.substring(0, name.length() - extension(name).length())
                .codePoints()
                .toArray();
    }

    /** The last dot and what follows, if it is short enough to be an extension; otherwise nothing. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        return extension.getBytes(StandardCharsets.UTF_8).length <= 20 ? extension : "";
    }

    /** Whether it needs no escape in a quoted string, and is not read as an escape by anybody. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character >= 0x7F || "\"\\%".indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }
}
