package dev.orgstorage.domain;

/** The rules for ids that somebody else's identity provider made. */
final class OpaqueText {
    static final int LONGEST = 255;

    private OpaqueText() {}

    static void check(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(what + " is longer than " + LONGEST + " characters");
        }
        if (!isStorable(value)) {
            throw new IllegalArgumentException(what + " has a control character or half a surrogate pair");
        }
    }

    /** Whether it has neither control characters nor halves of surrogate pairs. Asked of each row that is read, so no stream. */
    static boolean isStorable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (Character.isISOControl(each)) {
                return false;
            }
            if (Character.isSurrogate(each)) {
                if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
