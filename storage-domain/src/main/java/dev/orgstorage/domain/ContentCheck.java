package dev.orgstorage.domain;

import java.util.Locale;
import java.util.Set;

/**
 * How closely what was uploaded is held to the type that was promised, where browsers render that type: pictures, PDF,
 * sound, film, text and markup. Its first bytes have to be of that type. What is only saved, and empty files, are taken
 * as they are.
 */
public enum ContentCheck {
    /** What cannot be told is refused, and so are names that promise something active, such as {@code photo.html}. */
    STRICT,

    /** What cannot be told is taken. HTML, SVG and XML are never taken for anything else. */
    LENIENT,

    /** Nothing is looked at. */
    OFF;

    /** How many bytes are looked at. */
    public static final int START = 4096;

    private static final Set<String> ACTIVE = Set.of(
            "html", "htm", "shtml", "xhtml", "xht", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "xslt", "js", "mjs");
    private static final Set<String> RUNNABLE = Set.of(
            "exe", "dll", "scr", "msi", "bat", "cmd", "cpl", "pif", "ps1", "vbs", "vbe", "wsf", "jse", "hta", "lnk",
            "reg", "jar", "swf");

    /**
     * Refuses a name whose extension promises something active where its type does not, if this is strict.
     *
     * @throws StorageException.Invalid if it does
     */
    public void checkName(FileName name, MediaType type) {
        ContentKind kind = ContentKind.of(type);
        if (this != STRICT || kind == ContentKind.OTHER) {
            return;
        }
        String extension = extension(name);
        if (RUNNABLE.contains(extension) || (ACTIVE.contains(extension) && !kind.isActive())) {
            throw new StorageException.Invalid(
                    "fileName", "ends in ." + extension + ", which is not " + type + "; name it as what it is");
        }
    }

    /** Whether the first bytes of such a file are to be looked at. */
    public boolean concerns(Content content) {
        return this != OFF && content.size() > 0 && ContentKind.of(content.type()) != ContentKind.OTHER;
    }

    /**
     * Refuses a file that is {@link #concerns concerned} and is not what was promised.
     *
     * @param start its first bytes, {@value #START} of them if it has as many
     * @param recognized what a detector takes them for; {@link MediaType#BYTES} if for nothing it knows
     * @throws StorageException.ContentMismatch if it is something else
     */
    public void check(FileRecord file, byte[] start, MediaType recognized) {
        MediaType promised = file.content().type();
        Markup markup = Markup.at(start);
        boolean isDisguised = markup != Markup.NONE && !mayBegin(promised, markup);
        boolean isKnown = !recognized.equals(MediaType.BYTES);
        if (isDisguised || (!fits(promised, start, recognized) && (isKnown || this == STRICT))) {
            throw new StorageException.ContentMismatch(
                    file.id(), promised, isDisguised ? markup.name() : recognized.value());
        }
    }

    /** Markdown may have HTML in it, and often begins with a heading or a comment in it. */
    private static boolean mayBegin(MediaType promised, Markup markup) {
        boolean isMarkdown = promised.value().endsWith("markdown");
        return ContentKind.of(promised).isActive() || (isMarkdown && markup == Markup.ELEMENT);
    }

    private static boolean fits(MediaType promised, byte[] start, MediaType recognized) {
        ContentKind kind = ContentKind.of(promised);
        ContentKind seen = ContentKind.of(recognized);
        boolean isText = PlainText.is(start) || seen == ContentKind.TEXT;
        return switch (kind) {
            case IMAGE, MEDIA -> kind == seen && Format.covers(promised, recognized);
            case PDF -> seen == ContentKind.PDF;
            case TEXT ->
                isText
                        && switch (seen) {
                            case PDF, SVG, XML, SCRIPT -> false;
                            case IMAGE, MEDIA, TEXT, HTML, OTHER -> true;
                        };
            case HTML, SCRIPT -> isText;
            case SVG -> isText && Set.of(Markup.SVG, Markup.XML, Markup.ELEMENT).contains(Markup.at(start));
            case XML -> isText && Markup.isTagged(start);
            case OTHER -> true;
        };
    }

    /** As an operating system reads it that leaves out dots and spaces at the end. */
    private static String extension(FileName name) {
        String read = name.value().replaceAll("[. ]+$", "");
        int dot = read.lastIndexOf('.');
        return dot < 0 ? "" : read.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
