package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.server.ClaimsCsv.BadLine;
import dev.orgstorage.http.server.ClaimsCsv.Batch;
import dev.orgstorage.usecase.ImportObjects.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsCsvTest {
    @TempDir
    private Path folder;

    @Test
    void aLineSaysKeyOwnerAndNameOrLeavesThemOpen() throws IOException {
        assertThat(claims("key,owner,name\nk1,user:auth0|ann,a.txt\nk2,org:acme,\nk3,,\n"))
                .containsExactly(
                        new Claim(new ObjectKey("k1"), Owner.of(new UserId("auth0|ann")), new FileName("a.txt")),
                        new Claim(new ObjectKey("k2"), Owner.of(new OrganizationId("acme")), null),
                        new Claim(new ObjectKey("k3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key,owner,name\r\n\"a,\"\"b\",,\r\n",
                "\uFEFFkey,owner,name\n\"a,\"\"b\",,",
                "\"key\",\"owner\",\"name\"\n\n\"a,\"\"b\",\"\",\"\"\n\n"
            })
    void itIsReadAsSpreadsheetsWriteIt(String text) throws IOException {
        assertThat(claims(text)).containsExactly(new Claim(new ObjectKey("a,\"b")));
    }

    @Test
    void badLinesAreTheirNumberAndWhatIsWrong() throws IOException {
        try (ClaimsCsv csv =
                csv("key,owner,name\n,,\nk,acme,\nk,user:,\nk,,a/b\nk,\nk,,,\n\"two\nlines\",,\nk,,\n", UTF_8)) {
            Batch batch = csv.next();
            assertThat(batch.claims()).hasSize(1);
            assertThat(batch.bad()).extracting(BadLine::number).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(batch.bad())
                    .extracting(BadLine::reason)
                    .containsExactly(
                            "A key has 1 to 1024 bytes, not 0",
                            "owner is user:<id> or org:<id>, not acme",
                            "user id is blank",
                            "fileName has a slash or backslash; send the last part of the path alone",
                            "has 2 fields, not 3",
                            "has 4 fields, not 3",
                            "A key has no control characters and no halves of surrogate pairs");
        }
    }

    @Test
    void aBatchIsWhatOneStepTakesAndHasNoKeyTwice() throws IOException {
        StringBuilder text = new StringBuilder("key,owner,name\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("k").append(i < 1_200 ? i : i - 1).append(",,\n");
        }
        try (ClaimsCsv csv = csv(text.toString(), UTF_8)) {
            List<Integer> sizes = new ArrayList<>();
            Batch batch;
            do {
                batch = csv.next();
                sizes.add(batch.claims().size());
                assertThat(batch.claims()).extracting(Claim::key).doesNotHaveDuplicates();
            } while (batch.more());
            assertThat(sizes).containsExactly(1_000, 200, 1_000, 300);
        }
    }

    @Test
    void linesThatAreAllBadComeInBatchesToo() throws IOException {
        try (ClaimsCsv csv = csv("key,owner,name\n" + ",,\n".repeat(1_500), UTF_8)) {
            assertThat(csv.next().bad()).hasSize(1_000);
            Batch rest = csv.next();
            assertThat(rest.bad()).hasSize(500);
            assertThat(rest.more()).isFalse();
        }
    }

    @Test
    void aHeaderAloneIsNothing() throws IOException {
        try (ClaimsCsv csv = csv("key,owner,name\n", UTF_8)) {
            assertThat(csv.next()).isEqualTo(new Batch(List.of(), List.of(), false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "k1,user:ann,a.txt\n", "key;owner;name\n", "key,owner\n", "name,owner,key\n"})
    void anotherHeaderIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv(text, UTF_8))
                .withMessageContaining("has to begin with the line key,owner,name");
    }

    @Test
    void whatIsNotUtf8IsNotGuessedAt() throws IOException {
        try (ClaimsCsv csv = csv("key,owner,name\n" + "k,,\n".repeat(100_000) + "Zoë,,\n", ISO_8859_1)) {
            assertThatThrownBy(() -> readAll(csv))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("claims.csv cannot be read")
                    .hasMessageContaining("MalformedInput");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv("key,owner,name\nZoë,,\n", ISO_8859_1))
                .withMessageContaining("MalformedInput");
    }

    @Test
    void whatIsNotCsvIsSaidToBeNone() throws IOException {
        try (ClaimsCsv csv = csv("key,owner,name\nk1,,\n\"k2\"x,,\n", UTF_8)) {
            assertThatThrownBy(() -> readAll(csv))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("claims.csv is not CSV")
                    .hasMessageContaining("Unexpected character after closing quote");
        }
    }

    private static void readAll(ClaimsCsv csv) {
        while (csv.next().more()) {
            // Until it fails.
        }
    }

    private List<Claim> claims(String text) throws IOException {
        try (ClaimsCsv csv = csv(text, UTF_8)) {
            Batch batch = csv.next();
            assertThat(batch.bad()).isEmpty();
            assertThat(batch.more()).isFalse();
            return batch.claims();
        }
    }

    private ClaimsCsv csv(String text, Charset charset) throws IOException {
        Path file = folder.resolve("claims.csv");
        Files.write(file, text.getBytes(charset));
        return ClaimsCsv.open(file.toString());
    }
}
