package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    private static final String[] PIECES = {
        "/",
        "//",
        ".",
        "..",
        "../",
        "%",
        "%2F",
        "%2E",
        "%2e%2e",
        "=",
        "sha256=",
        "a",
        "A",
        "b",
        "-",
        "_",
        "~",
        "+",
        " ",
        "|",
        "\\",
        "ü",
        "u\u0308",
        "履",
        "🦊",
        "\u202E",
        "uploads",
        "users",
        "orgs",
        "uploads/orgs/"
    };

    @Test
    void aKeyIsThePrefixOfItsOwnerThenTheIdThenTheNameReduced() {
        FileId id = Examples.id(1);
        FileName name = new FileName("Lebenslauf – Zoë.pdf");
        assertThat(ObjectKey.of(Owner.of(Examples.ANN), id, name))
                .hasToString("uploads/users/auth0%7Cann/" + id + "-Lebenslauf-Zo-.pdf");
        assertThat(ObjectKey.of(Owner.of(Examples.ACME), id, name))
                .hasToString("uploads/orgs/org_acme/" + id + "-Lebenslauf-Zo-.pdf");
    }

    @Test
    void theNameInAKeyIsCutToAHundredSafeCharacters() {
        Owner owner = Owner.of(Examples.ANN);
        String start = ObjectKey.prefixOf(owner) + Examples.id(1) + "-";
        for (String name : List.of("x".repeat(255), "a b".repeat(85), "\"; filename=evil.exe", "履".repeat(255), "…")) {
            String key = ObjectKey.of(owner, Examples.id(1), new FileName(name)).value();
            assertThat(key).startsWith(start);
            assertThat(key.substring(start.length())).matches("[A-Za-z0-9.-]{1,100}");
        }
        assertThat(ObjectKey.of(owner, Examples.id(1), new FileName("x".repeat(255)))
                        .value())
                .endsWith("-" + "x".repeat(100));
    }

    @Test
    void noOwnersPrefixIsOrBeginsAnothers() {
        Map<String, Owner> prefixes = new HashMap<>();
        for (Owner owner : owners()) {
            Owner same = prefixes.put(ObjectKey.prefixOf(owner), owner);
            assertThat(same == null || same.equals(owner))
                    .as("%s and %s", same, owner)
                    .isTrue();
        }
        for (String prefix : prefixes.keySet()) {
            for (int slash = prefix.indexOf('/'); slash < prefix.length() - 1; slash = prefix.indexOf('/', slash + 1)) {
                assertThat(prefixes).doesNotContainKey(prefix.substring(0, slash + 1));
            }
        }
    }

    @Test
    void aKeyHasFourPartsWhichNoFileSystemReadsOtherwise() {
        for (Owner owner : owners()) {
            String key =
                    ObjectKey.of(owner, Examples.id(1), new FileName("..a..")).value();
            assertThat(key).startsWith(ObjectKey.prefixOf(owner)).matches("[A-Za-z0-9._~%=/-]+");
            assertThat(key.split("/", -1)).hasSize(4).allSatisfy(part -> {
                assertThat(part).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
                assertThat(part.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
            });
        }
    }

    @Test
    void anIdEntersEncodedUpTo200CharactersAndBeyondAsItsSha256() {
        assertThat(prefixOf("u".repeat(200))).isEqualTo("uploads/users/" + "u".repeat(200) + "/");
        assertThat(prefixOf("u".repeat(201))).matches("uploads/users/sha256=[0-9a-f]{64}/");
        assertThat(prefixOf("|".repeat(66))).isEqualTo("uploads/users/" + "%7C".repeat(66) + "/");
        assertThat(prefixOf("|".repeat(67))).matches("uploads/users/sha256=[0-9a-f]{64}/");
        assertThat(prefixOf("abc".repeat(85)))
                .isEqualTo("uploads/users/sha256=dab40d8f89177a79a4d5ffad0a8821faf45b42a774f5cf9525543a0b174ed153/");
    }

    @Test
    void anIdThatLooksLikeAnEncodedOrHashedOneIsNotTakenForIt() {
        String hashed = prefixOf("u".repeat(255)).split("/", -1)[2];
        assertThat(prefixOf(hashed)).isNotEqualTo(prefixOf("u".repeat(255))).contains("sha256%3D");
        assertThat(prefixOf("a%2Fb")).isEqualTo("uploads/users/a%252Fb/");
        assertThat(prefixOf("a/b")).isEqualTo("uploads/users/a%2Fb/");
        assertThat(prefixOf("..")).isEqualTo("uploads/users/%2E%2E/");
        assertThat(prefixOf("%2E%2E")).isEqualTo("uploads/users/%252E%252E/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "somebody/else's key", "ü/🦊", "/", "..", "a//b"})
    void aKeyThatWasThereBeforeUsIsAKey(String value) {
        assertThat(new ObjectKey(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, '\n', '\r', 0x1F, 0x7F, 0x9F, 0xD800, 0xDFFF})
    void aKeyHasNoControlCharactersOrHalvesOfPairs(int character) {
        refused("a" + Character.toString(character) + "b");
    }

    @Test
    void aKeyHasUpTo1024Bytes() {
        assertThat(new ObjectKey("x".repeat(1024)).value()).hasSize(1024);
        assertThat(new ObjectKey("ü".repeat(512)).value()).hasSize(512);
        refused("");
        refused("x".repeat(1025));
        refused("ü".repeat(513));
    }

    @Test
    void keysAreInTheOrderOfTheirBytes() {
        int[] characters = "a/b~ü\u07FF\u0800履\uD7FF\uE000ﬁ\uFFFD\uFFFF𐀀🦊\uDBFF\uDFFF"
                .codePoints()
                .toArray();
        Random random = new Random(20260304);
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StringBuilder key = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                key.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            keys.add(new ObjectKey(key.toString()));
        }
        for (ObjectKey one : keys) {
            for (ObjectKey other : keys) {
                int byBytes = Arrays.compareUnsigned(utf8(one), utf8(other));
                assertThat(Integer.signum(one.compareTo(other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(Integer.signum(byBytes));
            }
        }
    }

    @Test
    void aFoxIsAfterALigatureThoughItsStringIsBefore() {
        assertThat(new ObjectKey("🦊")).isGreaterThan(new ObjectKey("ﬁ"));
        assertThat("🦊").isLessThan("ﬁ");
        assertThat(new ObjectKey("a")).isLessThan(new ObjectKey("a/b")).isEqualByComparingTo(new ObjectKey("a"));
    }

    private static byte[] utf8(ObjectKey key) {
        return key.value().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Owner> owners() {
        Random random = new Random(42);
        List<String> ids = new ArrayList<>(List.of(PIECES));
        for (int i = 0; i < 5_000; i++) {
            StringBuilder id = new StringBuilder();
            int pieces = 1 + random.nextInt(i % 10 == 0 ? 200 : 5);
            for (int j = 0; j < pieces; j++) {
                id.append(PIECES[random.nextInt(PIECES.length)]);
            }
            ids.add(id.toString());
        }
        List<Owner> owners = new ArrayList<>();
        for (String id : ids) {
            if (!id.isBlank() && id.length() <= 255) {
                owners.add(Owner.of(new UserId(id)));
                owners.add(Owner.of(new OrganizationId(id)));
                String inKey = ObjectKey.prefixOf(owners.getLast()).split("/", -1)[2];
                owners.add(Owner.of(new UserId(inKey)));
            }
        }
        return owners;
    }

    private static String prefixOf(String user) {
        return ObjectKey.prefixOf(Owner.of(new UserId(user)));
    }

    private static void refused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(value));
    }
}
