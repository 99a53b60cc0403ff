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
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMetadataTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "Zoë 履歴書.pdf", "\"; filename=evil.exe", "base64:QQ", "100%25+1.txt", "🦊"})
    void whatARecordCanBeMadeFromComesBackAsItWas(String name) {
        comesBack("org / " + name, "auth0|" + name, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "履", "🦊", "%", "\""})
    void theLongestNameComesBackAsItWas(String character) {
        comesBack("org_acme", "auth0|ann", character.repeat(255));
    }

    @Test
    void anOrganizationsFileOfAnErasedUploaderNamesNone() {
        FileRecord file = file("org_acme", "ann", "a.txt");
        FileRecord erased = new FileRecord(
                file.id(), file.key(), file.owner(), null, file.name(), file.content(), file.state(), NOW, NOW);
        assertThat(ObjectMetadata.of(erased)).containsOnlyKeys("file-id", "owner", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "履", "🦊", "%"})
    void theLongestNameFitsTheTwoKilobytesBesideIdsOfPlainText(String character) {
        fits(file("o".repeat(255), "u".repeat(255), character.repeat(255)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "=", " "})
    void longIdsOfAsciiFitBesideTheLongestNameOfMostScripts(String character) {
        String id = "a" + character.repeat(254);
        fits(file(id, id, "ü".repeat(255)));
        fits(file(id, id, "履".repeat(253)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "base64:!", "base64:A"})
    void whatWasNotWrittenHereIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectMetadata.decode(value));
    }

    private static void comesBack(String organization, String user, String name) {
        FileRecord file = file(organization, user, name);
        Map<String, String> metadata = ObjectMetadata.of(file);
        assertThat(metadata).containsOnlyKeys("file-id", "owner", "uploader", "name");
        assertThat(metadata.values()).allMatch(value -> value.matches("[A-Za-z0-9._~%:-]+"));
        assertThat(metadata).containsEntry("file-id", file.id().toString());
        assertThat(decoded(metadata, ObjectMetadata.OWNER))
                .isEqualTo(file.owner().scope());
        assertThat(decoded(metadata, ObjectMetadata.UPLOADER)).isEqualTo(user);
        assertThat(decoded(metadata, ObjectMetadata.NAME)).isEqualTo(file.name().value());
    }

    private static void fits(FileRecord file) {
        int bytes = ObjectMetadata.of(file).entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(2048);
    }

    private static String decoded(Map<String, String> metadata, String name) {
        return ObjectMetadata.decode(metadata.getOrDefault(name, ""));
    }

    private static FileRecord file(String organization, String user, String name) {
        return FileRecord.promised(
                new FileIds(() -> NOW, new Random(1)).next(),
                Caller.in(new OrganizationId(organization), new UserId(user), Role.MEMBER),
                new FileName(name),
                new Content(MediaType.BYTES, 1),
                NOW,
                NOW.plusSeconds(600));
    }
}
