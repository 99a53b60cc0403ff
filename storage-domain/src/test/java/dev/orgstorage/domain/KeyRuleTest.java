package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRuleTest {
    private static final String[] PIECES = {
        "uploads",
        "uploads/",
        "orgs/",
        "users/",
        "/",
        "//",
        ".",
        "..",
        "%",
        "%2F",
        "%00",
        "%7C",
        "%zz",
        "sha256=",
        "-",
        "1700000000000-",
        "0192f0c1-2345-7abc-8def-0123456789ab-",
        "acme",
        "auth0|ann",
        " ",
        "\\",
        "\u2028",
        "\u202E",
        "ü",
        "履",
        "🦊",
        "{user}",
        "*"
    };

    @ParameterizedTest
    @CsvSource({
        "uploads/orgs/acme/1700000000000-a.txt,           org:acme,       a.txt",
        "uploads/users/ann/1700000000000-a.txt,           user:ann,       a.txt",
        "uploads/users/ann/0192F0C1-2345-7abc-8def-0123456789ab-a-b.txt, user:ann, a-b.txt",
        "uploads/orgs/acme/a.txt,                         org:acme,       a.txt",
        "uploads/users/ann/2024/06/a.txt,                 user:ann,       a.txt",
        "uploads/users/ann/2024-06.txt,                   user:ann,       2024-06.txt",
        "uploads/users/orgs/a.txt,                        user:orgs,      a.txt",
        "uploads/orgs/org_2x/1700000000000-1700000000000-a.txt, org:org_2x, 1700000000000-a.txt",
        "uploads/ann/1700000000000-a.txt,                 user:ann,       a.txt",
        "uploads/auth0|ann/1700000000000-a.txt,           user:auth0|ann, a.txt"
    })
    void theBuiltInRulesKnowOurOwnKeysAndTheOlderOnes(String key, String scope, String name) {
        assertThat(builtIn(key)).contains(new KeyRule.Reading(Owner.ofScope(scope), name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "uploads",
                "uploads/orgs/acme",
                "uploads/orgs//a.txt",
                "uploads/orgs/1700000000000-a.txt",
                "uploads/users/1700000000000-a.txt",
                "uploads/ann/a.txt",
                "uploads/ann/170000000000-a.txt",
                "uploads/ann/1700000000000-",
                "uploads/ann/2024/1700000000000-a.txt",
                "backup/uploads/orgs/acme/a.txt",
                "Uploads/orgs/acme/a.txt",
                "uploads/orgs/ /a.txt",
                "uploads/orgs/%00/a.txt",
                "uploads/users/sha256=dab40d8f89177a79a4d5ffad0a8821faf45b42a774f5cf9525543a0b174ed153/a.txt"
            })
    void whatIsNoneOfThemTellsNoOwner(String key) {
        assertThat(builtIn(key)).isEmpty();
    }

    @Test
    void ourOwnKeysLeadToTheirOwnOwnerUnlessTheyHoldOnlyAHash() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String id = pieces(random, 1 + random.nextInt(i % 50 == 0 ? 60 : 4));
            if (!id.isBlank() && id.length() <= 255) {
                Owner owner = i % 2 == 0 ? Owner.of(new UserId(id)) : Owner.of(new OrganizationId(id));
                ObjectKey key = ObjectKey.of(owner, Examples.id(i), new FileName("a b.txt"));
                boolean hashed = key.value().contains("/sha256=");
                assertThat(builtIn(key.value()))
                        .as(key.value())
                        .isEqualTo(hashed ? Optional.empty() : Optional.of(new KeyRule.Reading(owner, "a-b.txt")));
            }
        }
    }

    @Test
    void noRuleThrowsWhateverTheKey() {
        List<KeyRule> odd = List.of(
                KeyRule.of("{user}"),
                KeyRule.of("**/{organization}/*"),
                KeyRule.of("{user}-*{millis}-{name}"),
                KeyRule.of("{name}/{user}/**"));
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            ObjectKey key = new ObjectKey(pieces(random, 1 + random.nextInt(12)));
            assertThatCode(() -> {
                        builtIn(key.value());
                        odd.forEach(rule -> rule.read(key));
                    })
                    .as(key.value())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theLongestKeysAreRead() {
        assertThat(read("{user}-*-{name}", "a-".repeat(512))).isPresent();
        assertThat(read("{user}-*-{name}", "a-".repeat(511) + "/")).isEmpty();
        assertThat(read("**/{user}/**/{name}", "/a".repeat(512))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "tenants/{organization}/files/{name},  tenants/acme/files/a.txt,       org:acme,   a.txt",
        "tenants/{organization}/**,            tenants/acme/files/x/a.txt,     org:acme,   a.txt",
        "tenants/{organization}/**/{name},     tenants/acme/files/x/a.txt,     org:acme,   a.txt",
        "{user}/*,                             ann/a%20b.txt,                  user:ann,   a%20b.txt",
        "u-{user}.{name},                      u-ann.a.txt,                    user:ann,   a.txt",
        "{user}-{id}.bin,         ann-0192f0c1-2345-4abc-8def-0123456789ab.bin, user:ann,  ann-0192f0c1-2345-4abc-8def-0123456789ab.bin",
        "a.b/{user}/{name},                    a.b/ann/a.txt,                  user:ann,   a.txt",
        "*/{user}/{name},                      /ann/a.txt,                     user:ann,   a.txt",
        "{organization}/{millis}{name},        acme/1700000000000a.txt,        org:acme,   a.txt"
    })
    void aRuleFitsTheWholeKey(String template, String key, String scope, String name) {
        assertThat(read(template, key)).contains(new KeyRule.Reading(Owner.ofScope(scope), name));
        assertThat(read(template, "x" + key + "/")).isNotEqualTo(read(template, key));
    }

    @ParameterizedTest
    @CsvSource({
        "{user}/{name},     ann/x/a.txt",
        "{user}/{name},     ann/",
        "{user}/{name},     /a.txt",
        "a.b/{user}/{name}, aXb/ann/a.txt",
        "{user}/{id},       ann/0192f0c1-2345-4abc-8def-0123456789",
        "{user}/*.txt,      ann/a.pdf"
    })
    void whatDoesNotFitTellsNothing(String template, String key) {
        assertThat(read(template, key)).isEmpty();
    }

    @Test
    void anIdIsDecodedOnlyIfItIsEncodedAsInOurOwnKeys() {
        assertThat(ownerIn("auth0%7Cann")).contains(Owner.of(new UserId("auth0|ann")));
        assertThat(ownerIn("auth0%7cann")).contains(Owner.of(new UserId("auth0%7cann")));
        assertThat(ownerIn("auth0|ann")).contains(Owner.of(new UserId("auth0|ann")));
        assertThat(ownerIn("%41nn")).contains(Owner.of(new UserId("%41nn")));
        assertThat(ownerIn("100%")).contains(Owner.of(new UserId("100%")));
        assertThat(ownerIn("%FF")).contains(Owner.of(new UserId("%FF")));
        assertThat(ownerIn("%2E%2E")).contains(Owner.of(new UserId("..")));
        assertThat(ownerIn("a+b")).contains(Owner.of(new UserId("a+b")));
    }

    @Test
    void aNameIsTakenAsItIs() {
        assertThat(read("{user}/{name}", "ann/a%20b+c.txt").map(KeyRule.Reading::name))
                .contains("a%20b+c.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                        owner once",
        "uploads/{name},            owner once",
        "{user}/{organization},     owner once",
        "{user}/{user},             owner once",
        "{user}/{name}/{name},      {name} twice",
        "{user}/{tenant},           {tenant} is none of",
        "{user}/{},                 {} is none of",
        "{user/{name},              a brace",
        "{user}/name},              a brace",
        "{user}{name},              {name} follows",
        "{user}*,                   * follows",
        "***/{user},                * follows"
    })
    void aTemplateThatIsNoneIsRefusedSayingWhy(String template, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRule.of(template))
                .withMessageContaining(template)
                .withMessageContaining(reason);
    }

    @Test
    void aRuleIsWrittenAsItsTemplate() {
        assertThat(KeyRule.of("{user}/**")).hasToString("{user}/**");
    }

    private static Optional<KeyRule.Reading> builtIn(String key) {
        return KeyRule.builtIn().stream()
                .flatMap(rule -> rule.read(new ObjectKey(key)).stream())
                .findFirst();
    }

    private static Optional<KeyRule.Reading> read(String template, String key) {
        return KeyRule.of(template).read(new ObjectKey(key));
    }

    private static Optional<Owner> ownerIn(String segment) {
        return read("{user}/{name}", segment + "/a.txt").map(KeyRule.Reading::owner);
    }

    private static String pieces(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
