package dev.orgstorage.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How files of many formats begin, and some that are two things at once. A PNG and a GIF are whole pictures of one pixel. */
public final class ContentSamples {
    private static final Map<String, byte[]> SAMPLES = new LinkedHashMap<>();

    static {
        hex(
                "png",
                "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d494441"
                        + "5478da636460f85f0f0002870180eb47ba920000000049454e44ae426082");
        hex("jpeg", "ffd8ffe000104a46494600010100000100010000ffdb0043000302");
        hex("gif", "47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b");
        hex("webp", "52494646 24000000 57454250 56503820 18000000 3001009d 012a0100 01000200 3425a400");
        hex("avif", "0000001c 66747970 61766966 00000000 61766966 6d696631 6d696166 00000000");
        hex("heic", "00000018 66747970 68656963 00000000 6d696631 68656963 00000000");
        hex("bmp", "424d 3a000000 0000 0000 36000000 28000000 01000000 01000000 0100 1800 00000000 04000000");
        hex("tiff", "49492a00 08000000 0100 0001 0300 01000000 01000000");
        hex("ico", "00000100 0100 1010 0000 0100 2000 68040000 16000000");
        hex("mp4", "00000018 66747970 69736f6d 00000200 69736f6d 6d703432 00000008 66726565");
        hex("mov", "00000014 66747970 71742020 00000200 71742020 00000008 77696465");
        hex("m4a", "00000018 66747970 4d344120 00000000 69736f6d 6d703432 00000008 66726565");
        hex("webm", "1a45dfa3 9f 4286 81 01 42f7 81 01 42f2 81 04 42f3 81 08 4282 84 7765626d 4287 81 04 4285 81 02");
        hex("mkv", "1a45dfa3 a3 4286 81 01 42f7 81 01 42f2 81 04 42f3 81 08 4282 88 6d6174726f736b61 4287 81 04");
        hex("mp3", "fffb9064 00000000 00000000 00000000");
        hex("mp3 with a tag", "494433 03 00 00 0000001f 54495432 00000004 0000 00616263 fffb9064");
        hex("wav", "52494646 24000000 57415645 666d7420 10000000 0100 0100 44ac0000");
        hex("ogg", "4f676753 00 02 0000000000000000 01000000 00000000 11111111 01 1e 01766f72626973 00000000");
        hex("opus", "4f676753 00 02 0000000000000000 01000000 00000000 11111111 01 13 4f70757348656164 0102");
        hex("flac", "664c6143 00000022 1000 1000 000000 000000 0ac442f0");
        hex("avi", "52494646 24000000 41564920 4c495354 00000000 6864726c");
        put("aac", frames(HexFormat.of().parseHex("fff15080191ffc"), 200));
        put("mpeg-ts", frames(HexFormat.of().parseHex("47400010"), 188));
        text("pdf", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n");

        text("html", "<!DOCTYPE html>\n<html><body><script>alert(1)</script></body></html>");
        text("html after space", "\n\t  \r\n<HTML><body>");
        text("html after a mark", "\uFEFF<html><body>");
        text("html after a comment", "<!-- " + "x".repeat(300) + " -->\n<html>");
        text("html that is a script", "<script>alert(1)</script>");
        text("html that never ends its comment", "<!-- <p>");
        text("html fragment", "<p onclick=alert(1)>click</p>");
        put("html in UTF-16LE", "\uFEFF<html><body>".getBytes(UTF_16LE));
        put("html in UTF-16BE", "\uFEFF <html><body>".getBytes(UTF_16BE));
        put("html in UTF-16 without a mark", "<html><body>".getBytes(UTF_16LE));
        text("xhtml", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>");
        text("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");
        text(
                "svg with a prologue",
                "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD"
                        + " SVG 1.1//EN\" \"svg11.dtd\" [ <!ENTITY a \"b>\"> ]>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        text("svg without a namespace", "<svg onload=alert(1)>");
        text("svg by another prefix", "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"/>");
        text("xml", "<?xml version=\"1.0\"?><note><to>Ann</to></note>");
        text("xml without a declaration", "<note><to>Ann</to></note>");
        text("javascript", "(function () { alert(1); })();\n");

        text("text", "Zoë was here. The <title> is next.\n");
        put("text in UTF-16", "\uFEFFGrüße".getBytes(UTF_16LE));
        put("text in Latin-1", "Grüße aus München".getBytes(ISO_8859_1));
        put("text in Cyrillic", "Привет, мир".getBytes(Charset.forName("windows-1251")));
        text("text with colours", "\u001B[31mred\u001B[0m\n");
        text("text that begins with an address", "<ann@example.com> wrote:\n> hello\n");
        text("text that begins like a sound", "ID3 is an algorithm for decision trees.\n");
        text("csv", "key,owner\na,\"b <html>\"\n");
        text("markdown", "# Title\n\n<script> is a tag.\n");
        text("markdown with a heading in HTML", "<h1 align=\"center\">Title</h1>\n\nText\n");
        text("markdown with a comment", "<!-- toc -->\n# Title\n");
        text("json", "{\"a\": 1}");
        text("calendar", "BEGIN:VCALENDAR\nVERSION:2.0\n");
        text("playlist", "#EXTM3U\n#EXTINF:1,a\na.mp3\n");

        put("zip", zip("a.txt"));
        put("docx", zip("[Content_Types].xml"));
        hex("elf", "7f454c46 020101 000000000000000000 0300 3e00 01000000");
        hex("exe", "4d5a9000 03000000 04000000 ffff0000 b8000000");
        hex("gzip", "1f8b0800 00000000 0003 4bcc4a04 00");
        hex("noise", "9f3b8c11 e7d2a400 13f00b7e c4d5e6f7");
        hex("zeros", "00000000 00000000 00000000 00000000");

        text("gif and script", "GIF89a/*  */=1;alert(1)//");
        put("png and html", joined(of("png"), "<html><script>alert(1)</script>".getBytes(UTF_8)));
        text("script and pdf", "/* %PDF-1.4 */ alert(1)");
        text("html and pdf", "<html><!-- %PDF-1.4 --><script>alert(1)</script>");
        put("html and png", joined("<html>".getBytes(UTF_8), of("png")));
    }

    private ContentSamples() {}

    /** What there is, each by a name such as {@code "png"}. */
    public static Set<String> names() {
        return Set.copyOf(SAMPLES.keySet());
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static byte[] of(String name) {
        byte[] sample = SAMPLES.get(name);
        if (sample == null) {
            throw new IllegalArgumentException("There is no sample of " + name);
        }
        return sample.clone();
    }

    private static void hex(String name, String digits) {
        put(name, HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static void text(String name, String text) {
        put(name, text.getBytes(UTF_8));
    }

    private static void put(String name, byte[] bytes) {
        SAMPLES.put(name, bytes);
    }

    private static byte[] frames(byte[] header, int length) {
        byte[] frames = new byte[length * 5];
        for (int i = 0; i < frames.length; i += length) {
            System.arraycopy(header, 0, frames, i, header.length);
        }
        return frames;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] zip(String entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('a');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
