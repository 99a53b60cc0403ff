package dev.orgstorage.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMetadataTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Sha256 CHECKSUM = Sha256.of(new byte[32]);
    private static final Owner ACME = Owner.of(new OrganizationId("org_acme"));
    private static final UserId ANN = new UserId("auth0|ann");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "with space.txt",
                "Zoë 履歴書.pdf",
                "<script>alert(1)<∕script>.html",
                "\"; filename=evil.exe",
                "base64:QQ",
                "100%25+1.txt",
                "a+b&c=d#e?f.txt",
                ".hidden",
                "trailing.",
                "ملف.txt",
                "🦊",
                "\uFFFD"
            })
    void whatARecordCanBeMadeFromComesBackAsItWas(String name) {
        comesBack("org / " + name, "auth0|" + name, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "履", "🦊", "%", "\"", "\uFFFD"})
    void theLongestNameComesBackAsItWas(String character) {
        comesBack("org_acme", "auth0|ann", character.repeat(255));
    }

    @Test
    void aPersonalFileComesBackAsItWas() {
        FileRecord file = FileRecord.promised(
                new FileIds(() -> NOW, new Random(1)).next(),
                Caller.personal(ANN),
                new FileName("a.txt"),
                new Content(MediaType.BYTES, 1),
                NOW,
                NOW.plusSeconds(600));
        assertThat(ObjectMetadata.of(file)).containsOnlyKeys("file-id", "owner", "uploader", "name");
        assertThat(ObjectMetadata.read(ObjectMetadata.of(file)))
                .contains(new ObjectOrigin(Owner.of(ANN), ANN, file.name(), file.id(), null));
    }

    @Test
    void anOrganizationsFileOfAnErasedUploaderNamesNone() {
        FileRecord file = file("org_acme", "ann", "a.txt", null);
        FileRecord erased = new FileRecord(
                file.id(), file.key(), file.owner(), null, file.name(), file.content(), file.state(), NOW, NOW);
        assertThat(ObjectMetadata.of(erased)).containsOnlyKeys("file-id", "owner", "name");
        assertThat(ObjectMetadata.read(ObjectMetadata.of(erased)))
                .contains(new ObjectOrigin(file.owner(), null, file.name(), file.id(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "履", "🦊", "%"})
    void theLongestNameFitsTheTwoKilobytesBesideIdsOfPlainText(String character) {
        fits(file("o".repeat(255), "u".repeat(255), character.repeat(255), CHECKSUM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "=", " "})
    void longIdsOfAsciiFitBesideTheLongestNameOfMostScripts(String character) {
        String id = "a" + character.repeat(254);
        fits(file(id, id, "ü".repeat(255), CHECKSUM));
        fits(file(id, id, "履".repeat(253), CHECKSUM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%2", "%zz", "%C3", "%FF", "a%C3%28", "base64:!", "base64:A", "base64:_w", "base64:gA"})
    void whatWasNotWrittenHereIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectMetadata.decode(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "user", "user:", "group:ann", "org:%", "org:%FF", "user:%00", "base64:!", "%"})
    void withoutAnOwnerWhoCanBeReadThereIsNoOrigin(String owner) {
        Map<String, String> metadata = new HashMap<>(ObjectMetadata.of(file("org_acme", "ann", "a.txt", CHECKSUM)));
        metadata.put("userid", "ann");
        metadata.put("owner", owner);
        assertThat(ObjectMetadata.read(metadata)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%FF", "%00", "base64:!", "..", "a%2Fb", "%E2%80%AE"})
    void whatElseCannotBeReadIsLeftOut(String malformed) {
        Map<String, String> others =
                Map.of("owner", "org%3Aorg_acme", "name", malformed, "file-id", malformed, "sha256", malformed);
        assertThat(ObjectMetadata.read(others)).contains(new ObjectOrigin(ACME, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "%", "%FF", "%00", "base64:!"})
    void anUploaderWhoCannotBeReadIsLeftOut(String malformed) {
        assertThat(ObjectMetadata.read(Map.of("owner", "org%3Aorg_acme", "uploader", malformed, "name", "a.txt")))
                .contains(new ObjectOrigin(ACME, null, new FileName("a.txt"), null, null));
    }

    @Test
    void anOwnerAloneIsAnOrigin() {
        assertThat(ObjectMetadata.read(Map.of("owner", "org:org_acme")))
                .contains(new ObjectOrigin(ACME, null, null, null, null));
        assertThat(ObjectMetadata.read(Map.of())).isEmpty();
        assertThat(ObjectMetadata.read(Map.of("name", "a.txt", "uploader", "ann")))
                .isEmpty();
    }

    @Test
    void whatTheOlderSystemWroteIsRead() {
        FileName name = new FileName("100% Zoë.pdf");
        Map<String, String> shared =
                Map.of("userid", "auth0|ann", "organizationid", "org_acme", "originalname", name.value());
        assertThat(ObjectMetadata.read(shared)).contains(new ObjectOrigin(ACME, ANN, name, null, null));

        Map<String, String> personal =
                Map.of("userid", "auth0|ann", "organizationid", "", "originalname", name.value());
        assertThat(ObjectMetadata.read(personal)).contains(new ObjectOrigin(Owner.of(ANN), ANN, name, null, null));

        assertThat(ObjectMetadata.read(Map.of("userid", "auth0|ann")))
                .contains(new ObjectOrigin(Owner.of(ANN), ANN, null, null, null));
        assertThat(ObjectMetadata.read(Map.of("organizationid", "org_acme")))
                .contains(new ObjectOrigin(ACME, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "' ', ''", "'\u0000', ''", "ann, ' '", "ann, '\u0007'"})
    void withoutAnOwnerTheOlderSystemSaysNothing(String user, String organization) {
        assertThat(ObjectMetadata.read(Map.of("userid", user, "organizationid", organization)))
                .isEmpty();
    }

    @Test
    void whatTheOlderSystemWroteWronglyIsLeftOut() {
        Map<String, String> metadata =
                Map.of("userid", " ", "organizationid", "org_acme", "originalname", "../../etc/passwd");
        assertThat(ObjectMetadata.read(metadata)).contains(new ObjectOrigin(ACME, null, null, null, null));
    }

    @Test
    void whatWeWroteGoesBeforeWhatTheOlderSystemDid() {
        Map<String, String> metadata =
                Map.of("owner", "org%3Aorg_acme", "userid", "bob", "organizationid", "globex", "originalname", "b");
        assertThat(ObjectMetadata.read(metadata)).contains(new ObjectOrigin(ACME, null, null, null, null));
    }

    @Test
    void whateverIsThereReadingItDoesNotFail() {
        Random random = new Random(20260304);
        List<String> names = List.of(
                "owner", "uploader", "name", "file-id", "sha256", "userid", "organizationid", "originalname", "else");
        List<String> pieces = List.of(
                "user",
                "org",
                ":",
                "%3A",
                "base64:",
                "%",
                "%E2",
                "%8",
                "=?UTF-8?Q?",
                "-",
                "\uD800",
                "\u0000",
                "\n",
                "/",
                "..",
                "é",
                "🦊",
                "\uFFFD",
                "+",
                " ",
                "00000000-0000-7000-8000-000000000000",
                "A".repeat(300),
                "==");
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            Map<String, String> metadata = new HashMap<>();
            for (String name : names) {
                StringBuilder value = new StringBuilder();
                for (int length = random.nextInt(6); length > 0; length--) {
                    value.append(pieces.get(random.nextInt(pieces.size())));
                }
                if (random.nextBoolean()) {
                    metadata.put(name, value.toString());
                }
            }
            read += ObjectMetadata.read(metadata).isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(1_000, 49_000);
    }

    private static void comesBack(String organization, String user, String name) {
        FileRecord file = file(organization, user, name, CHECKSUM);
        Map<String, String> metadata = ObjectMetadata.of(file);
        assertThat(metadata).containsOnlyKeys("file-id", "owner", "uploader", "name", "sha256");
        assertThat(metadata.values()).allMatch(value -> value.matches("[A-Za-z0-9._~%:-]+|[A-Za-z0-9+/]{43}="));
        assertThat(metadata).containsEntry("file-id", file.id().toString());
        assertThat(metadata).containsEntry("sha256", CHECKSUM.base64());
        assertThat(ObjectMetadata.read(metadata))
                .contains(new ObjectOrigin(file.owner(), file.uploader(), file.name(), file.id(), CHECKSUM));
    }

    private static void fits(FileRecord file) {
        int bytes = ObjectMetadata.of(file).entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(2048);
    }

    private static FileRecord file(String organization, String user, String name, @Nullable Sha256 checksum) {
        return FileRecord.promised(
                new FileIds(() -> NOW, new Random(1)).next(),
                Caller.in(new OrganizationId(organization), new UserId(user), Role.MEMBER),
                new FileName(name),
                new Content(MediaType.BYTES, 1, checksum),
                NOW,
                NOW.plusSeconds(600));
    }
}
