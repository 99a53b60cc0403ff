package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
    /** RFC 6266 without the freedom it leaves: a quoted string without escapes, then perhaps an ext-value of RFC 8187. */
    private static final Pattern GRAMMAR = Pattern.compile("(inline|attachment); filename=\"([ !#-\\[\\]-~]+)\""
            + "(?:; filename\\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+))?");

    @Test
    void aPlainNameStandsAsItIs() {
        assertThat(attachment("report 2026 (final).pdf")).isEqualTo("attachment; filename=\"report 2026 (final).pdf\"");
        assertThat(ContentDisposition.of(Disposition.INLINE, new FileName("a.png")))
                .isEqualTo("inline; filename=\"a.png\"");
        assertThat(attachment("x".repeat(255))).contains("x".repeat(255));
    }

    @Test
    void anyOtherNameStandsEncodedBesideAStandIn() {
        assertThat(attachment("Lebenslauf – Zoë 履歴書.pdf"))
                .isEqualTo("attachment; filename=\"Lebenslauf _ Zo_ _.pdf\";"
                        + " filename*=UTF-8''Lebenslauf%20%E2%80%93%20Zo%C3%AB%20%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf");
        assertThat(attachment("🦊.png")).isEqualTo("attachment; filename=\"_.png\"; filename*=UTF-8''%F0%9F%A6%8A.png");
    }

    @Test
    void aPercentSignIsNotReadAsAnEscape() {
        assertThat(attachment("100%25.txt"))
                .isEqualTo("attachment; filename=\"100_25.txt\"; filename*=UTF-8''100%2525.txt");
    }

    @Test
    void aNameCannotBreakOutOfItsQuotes() {
        assertThat(attachment("\"; filename=evil.exe"))
                .isEqualTo(
                        "attachment; filename=\"_ filename_evil.exe\"; filename*=UTF-8''%22%3B%20filename%3Devil.exe");
        assertThat(attachment("a; filename*=UTF-8''evil.exe"))
                .isEqualTo("attachment; filename=\"a; filename*=UTF-8''evil.exe\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b.txt",
                "'quoted'.txt",
                "a*b'c(d)e.txt",
                "<script>.html",
                "a+b&c=d#e?f.txt",
                ".hidden",
                ".ü",
                "ü",
                "ü.",
                "trailing.",
                "a.ü",
                "ملف.txt",
                "a.tar.gz",
                "🦊.🦊🦊🦊🦊🦊🦊🦊🦊🦊",
                "~tilde^.txt",
                "İstanbul ılık.txt"
            })
    void theTrueNameCanBeReadBack(String name) {
        assertThat(nameIn(attachment(name))).isEqualTo(new FileName(name).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"履", "🦊", "ü", "\"", "%"})
    void aNameOfManyCharactersKeepsItsBeginningAndItsExtension(String character) {
        String stem = character.repeat(251);
        String read = nameIn(attachment(stem + ".pdf"));
        assertThat(read).endsWith(".pdf");
        assertThat(stem).startsWith(read.substring(0, read.length() - ".pdf".length()));
        assertThat(read.codePointCount(0, read.length())).isGreaterThan(120);
    }

    @Test
    void onlyTheLongestNamesAreCut() {
        assertThat(nameIn(attachment("ü".repeat(255)))).isEqualTo("ü".repeat(255));
        assertThat(nameIn(attachment("履".repeat(169) + ".pdf"))).isEqualTo("履".repeat(169) + ".pdf");
        assertThat(nameIn(attachment("履".repeat(251) + ".pdf")))
                .hasSizeLessThan(255)
                .endsWith("履.pdf");
    }

    @Test
    void theEncodedNameHasUpTo1560CharactersWithItsExtension() {
        for (int letters = 0; letters < 9; letters++) {
            String header = attachment("a".repeat(letters) + "履".repeat(240) + ".pdf");
            assertThat(parsed(header).group(3)).hasSizeBetween(1552, 1560).endsWith(".pdf");
        }
        assertThat(parsed(attachment("aa" + "履".repeat(172) + ".jpeg5")).group(3))
                .hasSize(1556);
        assertThat(parsed(attachment("aaaaaa" + "履".repeat(172) + ".jpeg5")).group(3))
                .hasSize(1560);
    }

    @Test
    void anExtensionHasUpTo20Bytes() {
        String cut = "履".repeat(200);
        assertThat(nameIn(attachment(cut + "." + "x".repeat(19)))).endsWith("x");
        assertThat(nameIn(attachment(cut + "." + "x".repeat(20)))).endsWith("履");
        assertThat(nameIn(attachment(cut + ".ü" + "x".repeat(17)))).endsWith("x");
        assertThat(nameIn(attachment(cut + ".ü" + "x".repeat(18)))).endsWith("履");
    }

    @Test
    void anExtensionTooLongToBeOneIsCutLikeTheRest() {
        String read = nameIn(attachment("a." + "履".repeat(250)));
        assertThat("a." + "履".repeat(250)).startsWith(read);
    }

    @Test
    void theStandInIsShortAndKeepsTheExtension() {
        Matcher header = parsed(attachment("a".repeat(200) + "ü.docx"));
        assertThat(header.group(2)).hasSize(60).endsWith(".docx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "履", "🦊", "ü", "\"", "%", "a\u0301", "'; "})
    void aNameIsCutToTheRoomThereIsAndKeepsItsExtension(String part) {
        String name = part.repeat(250 / part.length()) + ".pdf";
        for (int room = 3000; room > 100; room -= 7) {
            String header = ContentDisposition.fitting(Disposition.ATTACHMENT, new FileName(name), room);
            assertThat(PercentEncoding.encode(header)).hasSizeLessThanOrEqualTo(room);
            String read = nameIn(header);
            assertThat(read).endsWith(".pdf").hasSizeGreaterThan(".pdf".length());
            assertThat(new FileName(name).value()).startsWith(read.substring(0, read.length() - ".pdf".length()));
        }
    }

    @Test
    void asMuchOfANameIsKeptAsFits() {
        FileName name = new FileName("abcdef.pdf");
        String whole = "attachment; filename=\"abcdef.pdf\"";
        int length = PercentEncoding.encode(whole).length();
        assertThat(ContentDisposition.fitting(Disposition.ATTACHMENT, name, length))
                .isEqualTo(whole);
        assertThat(ContentDisposition.fitting(Disposition.ATTACHMENT, name, length - 1))
                .isEqualTo("attachment; filename=\"abcde.pdf\"");
        assertThat(ContentDisposition.fitting(Disposition.INLINE, name, length))
                .isEqualTo("inline; filename=\"abcdef.pdf\"");
    }

    @Test
    void whereThereIsNoRoomThereIsNoName() {
        FileName name = new FileName("履歴書.pdf");
        assertThat(ContentDisposition.fitting(Disposition.ATTACHMENT, name, 80)).isEqualTo("attachment");
        assertThat(ContentDisposition.fitting(Disposition.INLINE, name, -5)).isEqualTo("inline");
    }

    @Test
    void anyNameAtAllMakesOneSafeHeader() {
        Random random = new Random(20_260_329);
        for (int i = 0; i < 4_000; i++) {
            FileName name = randomName(random);
            String header = attachment(name.value());
            assertThat(header).as(name.value()).hasSizeLessThan(1700).matches(GRAMMAR);
            if (header.length() < 1500) {
                assertThat(nameIn(header)).isEqualTo(name.value());
            }
        }
    }

    private static FileName randomName(Random random) {
        String alphabet = "ab.. \"\\%;=*'(),/ü履🦊\u0301\u200D\r\n\u202E";
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(255); length > 0; length--) {
            name.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        try {
            return new FileName(name.toString());
        } catch (StorageException.Invalid refused) {
            return new FileName(
                    "n" + name.toString().replaceAll("[/\\\\\r\n\u202E]", "").strip());
        }
    }

    private static String attachment(String name) {
        return ContentDisposition.of(Disposition.ATTACHMENT, new FileName(name));
    }

    private static Matcher parsed(String header) {
        Matcher matcher = GRAMMAR.matcher(header);
        assertThat(matcher.matches()).as(header).isTrue();
        return matcher;
    }

    /** The name that a browser takes from the header; fails where it is not sound UTF-8. */
    private static String nameIn(String header) {
        MatchResult parts = parsed(header).toMatchResult();
        if (parts.group(3) == null) {
            return parts.group(2);
        }
        String hex = Pattern.compile("%(..)|(.)")
                .matcher(parts.group(3))
                .replaceAll(each -> each.group(1) != null
                        ? each.group(1)
                        : HexFormat.of().toHexDigits((byte) each.group(2).charAt(0)));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("Not UTF-8: " + header, e);
        }
    }
}
