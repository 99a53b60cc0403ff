package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.browser.Person.Organization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class DeletionsIT {
    private static final int TIME_TO_UNDO = 5000;

    private final Organization acme = Organization.of("Acme", "owner");

    @Test
    void aDeletionCanBeUndone(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("a.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ann.arrive(visitors, acme).shows("a.txt");
        page.page().clock().install();
        page.open(page.file("a.txt"));
        page.button("Delete").click();
        assertThat(page.details()).not().isAttached();
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
        assertThat(page.notices()).containsText("Deleted a.txt from Acme");
        page.button("Undo").click();
        page.shows("a.txt");
        page.page().clock().fastForward(2 * TIME_TO_UNDO);
        page.page().reload();
        page.shows("a.txt");
        assertThat(ann.in(acme).namesListed()).containsExactly("a.txt");
    }

    @Test
    void manyGoTogether(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Stock.of(ann.in(acme), 6);
        ann.in(acme).upload("stays.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(7);
        page.page().clock().install();
        page.button("Table").click();
        page.page().getByLabel("Select all").check();
        assertThat(page.page().getByText("7 files selected")).isVisible();
        page.page().getByLabel("Select stays.txt").uncheck();
        page.page().getByLabel("Selection").getByText("Delete").click();
        page.shows("stays.txt");
        assertThat(page.notices()).containsText("Deleted 6 files from Acme");
        page.page().clock().fastForward(TIME_TO_UNDO);
        page.page().waitForCondition(() -> ann.in(acme).namesListed().size() == 1);
        page.shows("stays.txt");
        assertThat(ann.in(acme).namesListed()).containsExactly("stays.txt");
    }

    @Test
    void whoLeavesMeantIt(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Stock.of(ann.in(acme), 3);
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(3);
        page.files().first().focus();
        page.press("Control+a", "Delete");
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
        page.page().navigate("about:blank");
        page.page().waitForCondition(() -> ann.in(acme).namesListed().isEmpty());
    }

    @Test
    void aMemberDeletesTheirOwnAlone(Visitors visitors, StorageServer server) {
        Person.in(server, acme).in(acme).upload("of the owner.txt", "text/plain", new byte[] {'x'});
        Person ben = Person.in(server, acme.as("member"));
        ben.in(acme).upload("mine.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ben.arrive(visitors, acme).shows("mine.txt", "of the owner.txt");
        page.page().clock().install();
        page.files().first().focus();
        page.press("Control+a");
        page.button("Delete 1 of them").click();
        page.shows("of the owner.txt");
        page.page().clock().fastForward(TIME_TO_UNDO);
        page.page().waitForCondition(() -> ben.in(acme).namesListed().size() == 1);
        page.page().reload();
        page.shows("of the owner.txt");
    }
}
