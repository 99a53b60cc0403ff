package dev.orgstorage.domain;

import java.text.Normalizer;

/**
 * What the user called a file: for showing, never a path. In Unicode's composed form (NFC), 1 to 255 characters, none
 * of them a slash or backslash, a control or line separator, or one that turns the direction of text around
 * (ASVS 5.4.1).
 */
public record FileName(String value) {
    private static final int LONGEST = 255;

    /** @throws StorageException.Invalid if it is not a name as described */
    public FileName {
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (isBlank(value)) {
            throw invalid("is blank");
        }
        if (value.codePointCount(0, value.length()) > LONGEST) {
            throw invalid("is longer than " + LONGEST + " characters");
        }
        if (value.equals(".") || value.equals("..")) {
            throw invalid("is a path, not a name");
        }
        checkEach(value);
    }

    private static boolean isBlank(String value) {
        int start = 0;
        while (start < value.length() && !visible(value.codePointAt(start))) {
            start += Character.charCount(value.codePointAt(start));
        }
        return start == value.length();
    }

    /** Of each row that is read, so no stream. */
    private static void checkEach(String value) {
        int at = 0;
        while (at < value.length()) {
            int character = value.codePointAt(at);
            check(character);
            at += Character.charCount(character);
        }
    }

    private static boolean visible(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }

    private static void check(int character) {
        if (character == '/' || character == '\\') {
            throw invalid("has a slash or backslash; send the last part of the path alone");
        }
        switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                throw invalid("has the control character " + codePoint(character));
            case Character.SURROGATE -> throw invalid("has half a surrogate pair, " + codePoint(character));
            default -> {
                if (turnsDirection(character)) {
                    throw invalid("has the direction-changing character " + codePoint(character));
                }
            }
        }
    }

    /** Embeddings, overrides and isolates of UAX #9, by which "gpj.exe" can be made to look like "exe.jpg". */
    private static boolean turnsDirection(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private static String codePoint(int character) {
        return "U+%04X".formatted(character);
    }

    private static StorageException.Invalid invalid(String reason) {
        return new StorageException.Invalid("fileName", reason);
    }

    @Override
    public String toString() {
        return value;
    }
}
