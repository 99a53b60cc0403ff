package dev.orgstorage.domain;

import java.util.regex.Pattern;

/** What browsers make of a media type. */
enum ContentKind {
    /** Pictures, but for those in which scripts can be. */
    IMAGE,
    PDF,

    /** Sound and moving pictures. */
    MEDIA,

    /** What is shown as it is written. */
    TEXT,
    HTML,
    SVG,
    XML,
    SCRIPT,

    /** What they save and do not show. */
    OTHER;

    private static final Pattern SCRIPTS =
            Pattern.compile("(text|application)/(x-)?(java|ecma|j|live|vb)script[0-9.]*");
    private static final Pattern XMLS = Pattern.compile("(text|application)/xml(-.*)?|text/xsl|.*\\+xml");
    private static final Pattern PLAYLISTS = Pattern.compile(".*[./-]mpegurl|audio/(x-)?scpls");
    private static final Pattern CONTAINERS =
            Pattern.compile("(audio|video)/.*|application/(ogg|mp4|x-matroska|vnd\\.rn-realmedia)");

    static ContentKind of(MediaType type) {
        String value = type.value();
        if (value.startsWith("image/svg")) {
            return SVG;
        } else if (value.equals("text/html") || value.equals("application/xhtml+xml")) {
            return HTML;
        } else if (SCRIPTS.matcher(value).matches()) {
            return SCRIPT;
        } else if (XMLS.matcher(value).matches()) {
            return XML;
        } else if (value.equals("application/pdf") || value.equals("application/x-pdf")) {
            return PDF;
        } else if (value.startsWith("text/") || PLAYLISTS.matcher(value).matches()) {
            return TEXT;
        } else if (CONTAINERS.matcher(value).matches()) {
            return MEDIA;
        }
        return value.startsWith("image/") ? IMAGE : OTHER;
    }

    /** Whether something in it may run: it is never shown in place, and always served as plain bytes. */
    boolean isActive() {
        return switch (this) {
            case HTML, SVG, XML, SCRIPT -> true;
            case IMAGE, PDF, MEDIA, TEXT, OTHER -> false;
        };
    }
}
