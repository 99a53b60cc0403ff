package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What holds for every beginning of a file, whatever it was promised to be and a detector takes it for. */
final class ContentPromises {
    /** What any browser that guesses takes for a page or a drawing. */
    private static final Pattern ACTIVE = Pattern.compile(
            "[\t\n\f\r ]*<(!doctype html|html|script|iframe|svg)[ >].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ContentPromises() {}

    /** A type, and after the end of the line bytes. */
    static void content(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", 2);
        Tried.valid("fileType", MediaType::new, lines[0]).ifPresent(type -> {
            byte[] start = lines[lines.length - 1].getBytes(StandardCharsets.ISO_8859_1);
            holds(type, start);
            holds(type, repeated(start));
        });
    }

    private static void holds(MediaType type, byte[] start) {
        Content content = new Content(type, Math.max(1, start.length));
        FileRecord file = Examples.pending(Caller.personal(Examples.ANN), content);
        ContentKind kind = ContentKind.of(type);
        boolean isActive =
                ACTIVE.matcher(new String(start, StandardCharsets.ISO_8859_1)).matches();
        for (ContentCheck check : List.of(ContentCheck.STRICT, ContentCheck.LENIENT)) {
            assertThat(check.concerns(content)).isEqualTo(kind != ContentKind.OTHER);
            for (MediaType recognized : List.of(type, MediaType.BYTES)) {
                boolean passes = passes(check, file, start, recognized);
                assertThat(passes && isActive && kind != ContentKind.OTHER && !kind.isActive())
                        .as("taken for %s", type)
                        .isFalse();
            }
            tell(check, type);
        }
        assertThat(kind.isActive() && type.safeInline()).isFalse();
        assertThat(!kind.isActive() || type.served().equals(MediaType.BYTES))
                .as(type.value())
                .isTrue();
    }

    private static boolean passes(ContentCheck check, FileRecord file, byte[] start, MediaType recognized) {
        try {
            check.check(file, start, recognized);
            return true;
        } catch (StorageException.ContentMismatch mismatch) {
            return false;
        }
    }

    private static void tell(ContentCheck check, MediaType type) {
        try {
            check.checkName(new FileName("a." + type.value().replace('/', '.')), type);
        } catch (StorageException.Invalid refused) {
            assertThat(refused.field()).isEqualTo("fileName");
        }
    }

    /** As much of it as is looked at. */
    private static byte[] repeated(byte[] start) {
        byte[] all = Arrays.copyOf(start, start.length == 0 ? 0 : ContentCheck.START);
        for (int i = start.length; i < all.length; i++) {
            all[i] = all[i - start.length];
        }
        return all;
    }
}
