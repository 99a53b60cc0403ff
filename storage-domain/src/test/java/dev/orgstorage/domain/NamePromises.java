package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectOrigin;
import dev.orgstorage.port.UploadHeaders;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for every name, and for the headers and metadata in which names and ids travel. */
final class NamePromises {
    /** RFC 6266, 4.1, with RFC 8187, 3.2.1; a quoted string in which nothing needs an escape. */
    private static final Pattern DISPOSITION = Pattern.compile(
            "(attachment|inline)(; filename=\"([ !#-\\[\\]-~]*)\")?(; filename\\*=UTF-8''([%A-Za-z0-9._~-]+))?");

    private NamePromises() {}

    static void fileName(String text) {
        Tried.valid("fileName", FileName::new, text).ifPresent(name -> {
            String value = name.value();
            assertThat(value).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
            assertThat(new FileName(value)).isEqualTo(name);
            assertThat(value.codePointCount(0, value.length())).isBetween(1, 255);
            assertThat(value).isNotIn(".", "..").isNotBlank();
            assertThat(value.chars().noneMatch(NamePromises::harmful)).isTrue();
            travels(name);
        });
    }

    /** A number, and on the next line a name. */
    static void disposition(String text) {
        String[] lines = text.split("\n", 2);
        int longest = Tried.argument(Integer::parseInt, lines[0]).orElse(200);
        Tried.valid("fileName", FileName::new, lines[lines.length - 1]).ifPresent(name -> {
            for (Disposition disposition : Disposition.values()) {
                told(ContentDisposition.of(disposition, name), name);
                String fitting = ContentDisposition.fitting(disposition, name, longest);
                told(fitting, name);
                assertThat(PercentEncoding.encode(fitting).length() <= longest || !fitting.contains(";"))
                        .isTrue();
            }
        });
    }

    /** Lines of {@code name=value}. */
    static void metadata(String text) {
        Map<String, String> metadata = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int end = line.indexOf('=');
            if (end > 0) {
                metadata.put(line.substring(0, end), line.substring(end + 1));
                Tried.argument(ObjectMetadata::decode, line.substring(end + 1));
            }
        }
        ObjectMetadata.read(metadata).ifPresent(found -> {
            if (found.uploader() != null && found.name() != null) {
                travels(found.owner(), found.uploader(), found.name());
            }
        });
    }

    /** The header names the file, or as much of it as has room, and nothing else. */
    private static void told(String header, FileName name) {
        Matcher parts = DISPOSITION.matcher(header);
        assertThat(parts.matches()).as(header).isTrue();
        if (parts.group(5) != null) {
            String told = PercentEncoding.decode(parts.group(5));
            assertThat(isOrBegins(told, name.value()))
                    .as("%s of %s", told, name)
                    .isTrue();
            assertThat(parts.group(3)).isNotNull().hasSizeLessThanOrEqualTo(60);
        } else if (parts.group(3) != null) {
            assertThat(isOrBegins(parts.group(3), name.value())).as(header).isTrue();
        }
    }

    /** Whether it is the name, or as much of its beginning as is followed by the same extension. */
    private static boolean isOrBegins(String told, String name) {
        int common = 0;
        while (common < told.length() && told.charAt(common) == name.charAt(common)) {
            common++;
        }
        return common > 0 && name.endsWith(told.substring(common));
    }

    private static void travels(FileName name) {
        travels(Owner.of(Examples.ACME), Examples.ANN, name);
    }

    /** A file's origin is read from the headers of its upload as it was. */
    private static void travels(Owner owner, UserId uploader, FileName name) {
        Caller caller = owner instanceof Owner.Organization(OrganizationId organization)
                ? Caller.in(organization, uploader, Role.MEMBER)
                : Caller.personal(uploader);
        FileRecord file =
                FileRecord.promised(Examples.id(1), caller, name, Examples.TEXT, Examples.NOW, Examples.UNTIL);
        Map<String, String> metadata = ObjectMetadata.of(file);
        assertThat(ObjectMetadata.read(metadata))
                .contains(new ObjectOrigin(caller.context(), uploader, name, file.id(), null));
        UploadHeaders.of(file)
                .forEach((header, value) -> assertThat(value.chars().allMatch(c -> c > ' ' && c < 0x7F))
                        .as("%s: %s", header, value)
                        .isTrue());
    }

    private static boolean harmful(int character) {
        return character == '/'
                || character == '\\'
                || Character.isISOControl(character)
                || (character >= 0x2028 && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
