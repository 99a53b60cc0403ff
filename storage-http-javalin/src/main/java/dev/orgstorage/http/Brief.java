package dev.orgstorage.http;

/** What a client sent, as far as it is worth sending back: an answer is no echo that grows. */
final class Brief {
    private static final int LONGEST = 60;

    private Brief() {}

    static String of(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
