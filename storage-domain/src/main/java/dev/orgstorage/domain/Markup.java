package dev.orgstorage.domain;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser that guesses would take the beginning of a file for (WHATWG MIME Sniffing, 7.1, and SVG): byte order mark,
 * spaces, comments and declarations, and then the first element. In whatever width the characters are. Where several say
 * something, the last of these counts.
 */
enum Markup {
    NONE,

    /** An element of HTML, or a comment, as they also stand at the beginning of Markdown. */
    ELEMENT,
    XML,
    SVG,

    /** A document in HTML, or what runs in one. */
    HTML;

    private static final Pattern BYTE_ORDER_MARK = Pattern.compile("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)");

    /** Whatever it is tried on, nothing is tried twice. */
    private static final Pattern PROLOGUE = Pattern.compile(
            "\\s*+(?:<!--(?<comment>.*?)(?:-->|\\z)|<\\?xml(?<xml>.*?)(?:\\?>|\\z)|<!doctype\\s++(?<root>[^\\s>\\[]*+)"
                    + "[^>\\[]*+(?:\\[.*?(?:]\\s*+|\\z))?+>?+|<\\?.*?(?:\\?>|\\z))",
            Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile("\\s*+<([a-z][a-z0-9:_-]*+)(?=[\\s/>]|\\z).*+", Pattern.DOTALL);
    private static final Pattern DOCUMENTS = Pattern.compile(
            "html|head|body|title|meta|base|link|style|script|iframe|frameset|object|embed|form|template|math");
    private static final Pattern ELEMENTS = Pattern.compile("h[1-6]|div|font|table|a|b|br|p|img|span|center|ul|ol|pre");

    static Markup at(byte[] start) {
        String text = text(start);
        Markup seen = NONE;
        int position = 0;
        Matcher prologue = PROLOGUE.matcher(text);
        while (prologue.region(position, text.length()).lookingAt()) {
            seen = Collections.max(List.of(seen, declared(prologue)));
            position = prologue.end();
        }
        return Collections.max(List.of(seen, element(text.substring(position))));
    }

    /** Whether a tag, a comment or a declaration stands at the beginning, of whatever it is. */
    static boolean isTagged(byte[] start) {
        return text(start).stripLeading().startsWith("<");
    }

    /** Lower case, and without the zeros by which UTF-16 and UTF-32 fill up the characters of markup. */
    private static String text(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
        return BYTE_ORDER_MARK.matcher(text).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private static Markup declared(Matcher prologue) {
        String root = prologue.group("root");
        if (root != null) {
            return switch (root) {
                case "html" -> HTML;
                case "svg" -> SVG;
                default -> XML;
            };
        }
        if (prologue.group("xml") != null) {
            return XML;
        }
        return prologue.group("comment") != null ? ELEMENT : NONE;
    }

    private static Markup element(String rest) {
        Matcher tag = TAG.matcher(rest);
        if (!tag.matches()) {
            return NONE;
        }
        String name = tag.group(1).substring(tag.group(1).indexOf(':') + 1);
        if (name.equals("svg")) {
            return SVG;
        } else if (DOCUMENTS.matcher(name).matches()) {
            return HTML;
        }
        return ELEMENTS.matcher(name).matches() ? ELEMENT : NONE;
    }
}
