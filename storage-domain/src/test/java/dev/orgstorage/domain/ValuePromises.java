package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What holds for every value of one line. */
final class ValuePromises {
    private ValuePromises() {}

    static void scope(String text) {
        Tried.argument(Owner::ofScope, text)
                .ifPresent(owner -> assertThat(owner.scope()).isEqualTo(text));
    }

    static void ids(String text) {
        Tried.argument(FileId::parse, text).ifPresent(id -> {
            assertThat(id.toString()).isEqualToIgnoringCase(text).matches("[0-9a-f-]{36}");
            assertThat(Cursor.parse(new Cursor(id).toString()).before()).isEqualTo(id);
            assertThat(id.time()).isNotNull();
        });
        Tried.argument(UserId::new, text).ifPresent(id -> {
            assertThat(id.toString()).isEqualTo(text).isNotBlank().hasSizeLessThanOrEqualTo(255);
            assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
            assertThat(Owner.ofScope(Owner.of(id).scope())).isEqualTo(Owner.of(id));
        });
    }

    static void cursor(String text) {
        Tried.valid("cursor", Cursor::parse, text)
                .ifPresent(cursor -> assertThat(cursor).hasToString(text));
    }

    /** A type, and on the next line a type or a range. */
    static void mediaType(String text) {
        String[] lines = text.split("\n", 2);
        Tried.valid("fileType", MediaType::new, lines[0]).ifPresent(type -> {
            assertThat(type.value()).isEqualToIgnoringCase(lines[0]).matches("[!-~]{1,127}/[!-~&&[^/;]]{1,127}");
            assertThat(new MediaType(type.value())).isEqualTo(type);
            assertThat(type.served()).isIn(type, MediaType.BYTES);
            assertThat(type.served().served()).isEqualTo(type.served());
            assertThat(!type.safeInline() || type.served().equals(type)).isTrue();
            MediaType.range(lines[lines.length - 1]).ifPresent(range -> {
                String family = range.substring(0, range.indexOf('/') + 1);
                assertThat(!type.in(range) || type.value().startsWith(family)).isTrue();
            });
        });
    }

    /** A limit, a part of a name and a type, on three lines. */
    static void query(String text) {
        String[] lines = text.split("\n", 3);
        if (lines.length < 3) {
            return;
        }
        try {
            int limit = Tried.argument(Integer::parseInt, lines[0]).orElse(1);
            FileQuery query = new FileQuery(limit, null, lines[1], lines[2]);
            assertThat(query.limit()).isBetween(1, 1000);
            assertThat(query.nameContains()).hasSizeLessThanOrEqualTo(255);
            assertThat(query.type()).isEqualToIgnoringCase(lines[2]);
        } catch (StorageException.Invalid refused) {
            assertThat(refused.field()).isIn("limit", "q", "type");
        }
    }

    static void checksum(String text) {
        Tried.valid("checksumSha256", Sha256::new, text).ifPresent(checksum -> {
            assertThat(checksum).hasToString(text);
            assertThat(Sha256.of(Base64.getDecoder().decode(text))).isEqualTo(checksum);
            assertThat(text).hasSize(44);
        });
    }

    static void percent(String text) {
        String encoded = PercentEncoding.encode(text);
        assertThat(encoded.replaceAll("%[0-9A-F]{2}", "")).matches("[A-Za-z0-9._~-]*");
        assertThat(PercentEncoding.decode(encoded))
                .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        Tried.argument(PercentEncoding::decode, text)
                .ifPresent(decoded -> assertThat(decoded.length()).isLessThanOrEqualTo(text.length()));
    }
}
