package dev.orgstorage.domain;

import java.nio.charset.StandardCharsets;

/**
 * The Content-Disposition header under which a file is served (RFC 6266): its name in {@code filename} if that is plain
 * ASCII, otherwise a stand-in there and the true name in {@code filename*} (RFC 8187).
 */
public final class ContentDisposition {
    /** Keeps a signed URL, in which every percent sign is encoded once more, below 4 KB. */
    private static final int LONGEST_ENCODED_NAME = 1560;

    private static final int LONGEST_STAND_IN = 60;

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
        if (text.chars().allMatch(ContentDisposition::plain)) {
            return "%s; filename=\"%s\"".formatted(type, text);
        }
        return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(type, standIn(text), encoded(text));
    }

    private static String standIn(String name) {
        String extension = extension(name).replaceAll("[^A-Za-z0-9.]", "_");
        String stem = name.substring(0, name.length() - extension.length()).replaceAll("[^A-Za-z0-9 ._-]+", "_");
        int room = LONGEST_STAND_IN - extension.length();
        return (stem.length() > room ? stem.substring(0, room) : stem) + extension;
    }

    private static String encoded(String name) {
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

    /** What needs no escape in a quoted string, and is not read as an escape by anybody. */
    private static boolean plain(int character) {
        return character >= ' ' && character < 0x7F && "\"\\%".indexOf(character) < 0;
    }
}
