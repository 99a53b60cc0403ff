package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.orgstorage.browser.Person.Organization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class RenameIT {
    private final Organization acme = Organization.of("Acme", "owner");

    @Test
    void aFileGetsAnotherName(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("draft.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ann.arrive(visitors, acme);
        Locator details = page.open(page.file("draft.txt"));
        page.button("Rename").click();
        Locator name = page.page().getByLabel("New name");
        assertThat(name).isFocused();
        assertThat((String) name.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)"))
                .isEqualTo("draft");
        name.fill("Vertrag – final (2).txt");
        page.press("Enter");
        assertThat(details.locator("h2")).hasText("Vertrag – final (2).txt");
        assertThat(page.notices()).containsText("It is called Vertrag – final (2).txt now");
        page.press("Escape");
        page.shows("Vertrag – final (2).txt");
        assertThat(ann.in(acme).namesListed()).containsExactly("Vertrag – final (2).txt");
    }

    @Test
    void aNameThatCannotBeIsRefusedWithItsReason(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("draft.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ann.arrive(visitors, acme);
        page.tab().complaints().expect("status of 4");
        page.open(page.file("draft.txt"));
        page.button("Rename").click();
        page.page().getByLabel("New name").fill("a/b.txt");
        page.button("Save").click();
        assertThat(page.page().locator("#rename-refusal")).containsText("slash");
        page.press("Escape");
        assertThat(page.page().getByLabel("New name")).not().isAttached();
        assertThat(page.details().locator("h2")).hasText("draft.txt");
        assertThat(page.button("Rename")).isFocused();
    }
}
