package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.RealServer.Told;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What operators do to users and organizations, on a real database and bucket, beside a server. */
class LifeCycleCommandsTest {
    private static final RealServer SERVER = new RealServer();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void anErasedUsersFilesGoAndThoseUploadedForOrganizationsStayWithoutTheirName() {
        Client alone = SERVER.personal("erik");
        Client member = SERVER.member("erik", "erics");
        Reply own = uploaded(alone, "own.txt");
        Reply shared = uploaded(member, "shared.txt");

        Told dry = SERVER.run("erase-user", "erik", "--dry-run");
        assertThat(dry.text()).contains("User erik has 1 file (5 bytes) of their own; 1 file (5 bytes) uploaded for");
        assertThat(alone.namesListed()).containsExactly("own.txt");

        Told erased = SERVER.run("erase-user", "erik");
        assertThat(erased.status()).isZero();
        assertThat(erased.text()).contains("Erased: 1 file (5 bytes) of their own");
        assertThat(alone.namesListed()).isEmpty();
        alone.get("/files/" + own.text("id")).expecting(404);
        assertThat(SERVER.member("other", "erics").namesListed()).containsExactly("shared.txt");
        assertThat(SERVER.count("select count(*) from storage.file_record where user_id = ?", "erik"))
                .isZero();

        assertThat(SERVER.hasObject(own.text("fileKey"))).isTrue();
        Told swept = SERVER.run("sweep");
        assertThat(swept.status()).isZero();
        assertThat(swept.text()).contains("Objects removed: ");
        assertThat(SERVER.hasObject(own.text("fileKey"))).isFalse();
        assertThat(SERVER.hasObject(shared.text("fileKey"))).isTrue();
        assertThat(SERVER.run("erase-user", "erik").text()).contains("Erased: 0 files (0 bytes)");
    }

    @Test
    void anErasedOrganizationsFilesGoAndItsNeighboursStay() {
        Client acme = SERVER.member("ann", "acme-1");
        Client neighbour = SERVER.member("ann", "acme-11");
        Reply gone = uploaded(acme, "gone.txt");
        Reply kept = uploaded(neighbour, "kept.txt");
        assertThat(SERVER.run("erase-organization", "acme-1", "--dry-run").text())
                .contains("Organization acme-1 has 1 file (5 bytes)")
                .doesNotContain("Erased");
        assertThat(SERVER.run("erase-organization", "acme-1").text()).contains("Erased: 1 file (5 bytes)");
        assertThat(acme.namesListed()).isEmpty();
        assertThat(neighbour.namesListed()).containsExactly("kept.txt");
        SERVER.run("sweep");
        assertThat(SERVER.hasObject(gone.text("fileKey"))).isFalse();
        assertThat(SERVER.hasObject(kept.text("fileKey"))).isTrue();
    }

    @Test
    void aFileIsGivenToAnOrganizationAndBackUnderItsKey() {
        Client alone = SERVER.personal("tina");
        Client member = SERVER.member("max", "tinas");
        Reply file = uploaded(alone, "gift.txt");
        String id = file.text("id");

        Told dry =
                SERVER.run("transfer", "--from-user", "tina", "--to-organization", "tinas", "--file", id, "--dry-run");
        assertThat(dry.text()).contains("gift.txt, 5 bytes").doesNotContain("Transferred");
        assertThat(member.namesListed()).isEmpty();

        Told given = SERVER.run("transfer", "--from-user", "tina", "--to-organization", "tinas", "--file", id);
        assertThat(given.status()).isZero();
        alone.get("/files/" + id).expecting(404);
        assertThat(member.get("/files/" + id).expecting(200).text("fileKey")).isEqualTo(file.text("fileKey"));
        assertThat(new String(member.download(id), StandardCharsets.UTF_8)).isEqualTo("hello");

        SERVER.run("transfer", "--from-organization", "tinas", "--to-user", "tina", "--file", id);
        member.get("/files/" + id).expecting(404);
        alone.get("/files/" + id).expecting(200);
    }

    @Test
    void allFilesOfAUserAreGivenAtOnce() {
        Client alone = SERVER.personal("udo");
        uploaded(alone, "1.txt");
        uploaded(alone, "2.txt");
        alone.startUpload("pending.txt", "text/plain", 5).expecting(200);
        Told given = SERVER.run("transfer", "--from-user", "udo", "--to-organization", "udos", "--all");
        assertThat(given.text())
                .contains("user:udo has 3 files (15 bytes), pending ones included")
                .contains("Transferred to org:udos: 2 files (10 bytes)");
        assertThat(alone.namesListed()).isEmpty();
        assertThat(SERVER.member("anyone", "udos").namesListed()).containsExactly("2.txt", "1.txt");
    }

    @Test
    void whatCannotBeGivenIsSaidAndNothingIsChanged() {
        Client alone = SERVER.personal("vera");
        String pending = alone.startUpload("later.txt", "text/plain", 5).text("recordId");
        assertThat(SERVER.run("transfer", "--from-user", "vera", "--to-user", "wim", "--file", pending))
                .satisfies(told -> {
                    assertThat(told.status()).isEqualTo(1);
                    assertThat(told.text()).contains("has not been uploaded yet");
                });
        assertThat(SERVER.run("transfer", "--from-user", "nobody", "--to-user", "wim", "--file", pending))
                .satisfies(told -> {
                    assertThat(told.status()).isEqualTo(1);
                    assertThat(told.text()).contains("File not found");
                });
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(SERVER.run("transfer", "--from-user", "a", "--to-user", "b", "--file", "nonsense"))
                .satisfies(told -> {
                    assertThat(told.status()).isEqualTo(2);
                    assertThat(told.text()).contains("nonsense");
                });
        assertThat(SERVER.run("transfer", "--from-user", "a", "--to-user", "b").status())
                .isEqualTo(2);
        assertThat(SERVER.run("transfer", "--from-user", "a", "--from-organization", "o", "--to-user", "b", "--all")
                        .status())
                .isEqualTo(2);
        assertThat(SERVER.run("erase-user", "").status()).isEqualTo(2);
        assertThat(SERVER.run("erase-organization").status()).isEqualTo(2);
    }

    private static Reply uploaded(Client client, String name) {
        return client.upload(name, "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
    }
}
