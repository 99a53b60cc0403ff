package dev.orgstorage.domain;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads text from outside either refuses it in its own words or keeps what it promises, whatever the text is. */
class DomainFuzzTest {
    enum Input {
        FILE_NAME,
        OBJECT_KEY,
        KEY_RULE,
        TWO_OWNERS,
        SCOPE,
        ID,
        CURSOR,
        MEDIA_TYPE,
        QUERY,
        CHECKSUM,
        PERCENT,
        METADATA,
        DISPOSITION,
        CONTENT
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyTextIsRefusedOrKept(@NotNull Input input, byte @NotNull @WithLength(max = 1100) [] bytes) {
        String text = text(bytes);
        switch (input) {
            case FILE_NAME -> NamePromises.fileName(text);
            case DISPOSITION -> NamePromises.disposition(text);
            case METADATA -> NamePromises.metadata(text);
            case CONTENT -> ContentPromises.content(bytes);
            case OBJECT_KEY -> KeyPromises.twoKeys(text);
            case KEY_RULE -> KeyPromises.rule(text);
            case TWO_OWNERS -> KeyPromises.twoOwners(text);
            case SCOPE -> ValuePromises.scope(text);
            case ID -> ValuePromises.ids(text);
            case CURSOR -> ValuePromises.cursor(text);
            case MEDIA_TYPE -> ValuePromises.mediaType(text);
            case QUERY -> ValuePromises.query(text);
            case CHECKSUM -> ValuePromises.checksum(text);
            case PERCENT -> ValuePromises.percent(text);
        }
    }

    /** What is no UTF-8 becomes halves of surrogate pairs, which a string can have too. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\uFFFD', '\uD83E');
    }

    static Stream<Arguments> seeds() {
        String id = "019d3740-8c3f-7abc-8def-0123456789ab";
        return Stream.of(
                seed(Input.FILE_NAME, "Lebenslauf – Zoe\u0308 履歴書.pdf"),
                seed(Input.FILE_NAME, "..\\a/b"),
                seed(Input.FILE_NAME, "fdp.\u202Eexe"),
                seed(Input.FILE_NAME, "a\u2066b"),
                seed(Input.FILE_NAME, "a\u2069"),
                seed(Input.FILE_NAME, "\u2028\u0085"),
                seed(Input.FILE_NAME, "\uFB1D".repeat(128)),
                seed(Input.DISPOSITION, "300\n\"; filename=\\evil%22.exe"),
                seed(Input.DISPOSITION, "900\n" + "履".repeat(250) + ".jpeg"),
                seed(Input.METADATA, "owner=user%3Aauth0%7Cann\nuploader=base64:YW5u\nname=a%2Bb.txt\nfile-id=" + id),
                seed(Input.METADATA, "userid=ann\norganizationid=acme\noriginalname=a b.txt\nsha256=AAAA"),
                seed(Input.OBJECT_KEY, "uploads/users/ann/" + id + "-a.txt\nk"),
                seed(Input.OBJECT_KEY, "k/🦊\nk/\uFB01"),
                seed(Input.KEY_RULE, "t/{organization}/**/{millis}-{name}\nt/acme/x/1700000000000-a.txt"),
                seed(Input.KEY_RULE, "{user}/*/{id}\nann/x/" + id),
                seed(Input.TWO_OWNERS, "a/b\na%2Fb"),
                seed(Input.TWO_OWNERS, "acme\nacme-2"),
                seed(Input.TWO_OWNERS, ".\n%2E"),
                seed(Input.TWO_OWNERS, "..\nsha256="),
                seed(Input.CONTENT, "image/png\n\t<HTML >"),
                seed(Input.CONTENT, "image/svg+xml\n<?xml?><!-- --><!DOCTYPE svg [ <!ENTITY a \"b>\"> ]><x:svg>"),
                seed(Input.CONTENT, "text/markdown\n<h1>"),
                seed(Input.CONTENT, "application/xhtml+xml\n<"),
                seed(Input.SCOPE, "user:auth0|ann"),
                seed(Input.SCOPE, "org:user:"),
                seed(Input.ID, id),
                seed(Input.ID, "1-1-7001-8001-1"),
                seed(Input.ID, id.replace('0', '٠')),
                seed(Input.ID, "org_2xKQ\u00A0"),
                seed(Input.CURSOR, "AZ03QIw_eryN7wEjRWeJqw"),
                seed(Input.CURSOR, "AZ03QIw_eryN7wEjRWeJqx"),
                seed(Input.CURSOR, "AZ03QIw_eryN7wEjRWeJqw=="),
                seed(Input.MEDIA_TYPE, "image/svg+xml\nimage/*"),
                seed(Input.MEDIA_TYPE, "application/pdf\nTEXT/HTML"),
                seed(Input.QUERY, "50\nZoe\u0308%_\\\nimage/*"),
                seed(Input.CHECKSUM, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                seed(Input.PERCENT, "a%20b+%C3%BC%"),
                seed(Input.PERCENT, "%c0%af%00%zz"));
    }

    private static Arguments seed(Input input, String text) {
        return Arguments.of(input, text.getBytes(StandardCharsets.UTF_8));
    }
}
