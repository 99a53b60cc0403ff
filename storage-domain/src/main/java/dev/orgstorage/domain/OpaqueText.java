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
        if (!value.codePoints().allMatch(OpaqueText::storable)) {
            throw new IllegalArgumentException(what + " has a control character or half a surrogate pair");
        }
    }

    private static boolean storable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
