package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.orgstorage.browser.Person.Organization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class KeysIT {
    private final Organization acme = Organization.of("Acme", "owner");

    @Test
    void arrowsWalkThroughTheFiles(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 12);
        page.files().first().focus();
        isInFocus(page, 0);
        page.press("ArrowRight");
        isInFocus(page, 1);
        page.press("ArrowDown");
        int columns = (int)
                page.page()
                        .evaluate(
                                "() => getComputedStyle(document.querySelector('.grid')).gridTemplateColumns.split(' ').length");
        isInFocus(page, 1 + columns);
        page.press("ArrowUp", "ArrowLeft");
        isInFocus(page, 0);
        page.press("End");
        isInFocus(page, 11);
        page.press("Home");
        isInFocus(page, 0);
        page.button("Table").click();
        page.files().first().focus();
        page.press("ArrowDown", "ArrowDown");
        isInFocus(page, 2);
    }

    @Test
    void enterOpensAndEscapeLeadsBack(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 3);
        page.files().nth(1).focus();
        page.press("Enter");
        assertThat(page.details()).isVisible();
        assertThat(page.details().locator(":focus")).isVisible();
        page.press("Escape");
        assertThat(page.details()).not().isAttached();
        isInFocus(page, 1);
    }

    @Test
    void spaceSelectsAndDeleteDeletesAndFocusGoesOn(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 5);
        String third = page.files().nth(2).textContent();
        page.files().first().focus();
        page.press("Space", "ArrowRight", "Space");
        assertThat(page.page().getByText("2 files selected")).isVisible();
        page.press("Delete");
        assertThat(page.files()).hasCount(3);
        assertThat(page.inFocus()).hasText(third);
        page.press("Space", "Escape");
        assertThat(page.page().getByText("selected")).not().isAttached();
        page.press("Delete", "Delete", "Delete");
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
        assertThat(page.page().locator("main")).isFocused();
    }

    @Test
    void aSlashLeadsToTheSearchFromAnywhere(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 2);
        page.press("/");
        assertThat(page.search()).isFocused();
        page.press("2", "/");
        assertThat(page.search()).hasValue("2/");
    }

    @Test
    void allCanBeReachedAndSeenByTabs(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 3);
        page.page().evaluate("() => document.activeElement.blur()");
        page.press("Tab");
        assertThat(page.inFocus()).hasText("Skip to the files");
        assertThat(page.inFocus()).isInViewport();
        page.press("Enter");
        assertThat(page.page().locator("main")).isFocused();
        String[] stops = {"Upload to Acme", "Search files", "Type of files", "Grid", "Table", Stock.name(3)};
        for (String stop : stops) {
            page.press("Tab");
            Locator focused = page.inFocus();
            assertThat(focused).hasAccessibleName(stop);
            assertThat(
                            (boolean)
                                    focused.evaluate(
                                            "it => ['', '::after'].map((part) => getComputedStyle(it, part || null))"
                                                    + ".some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')"))
                    .as("%s is seen to be in focus", stop)
                    .isTrue();
        }
    }

    @Test
    void focusStaysInTheDetailsWhileTheyAreOpen(Visitors visitors, StorageServer server) {
        StoragePage page = with(visitors, server, 1);
        page.open(page.files().first());
        for (int tabs = 0; tabs < 12; tabs++) {
            page.press("Tab");
            assertThat((boolean) page.page()
                            .evaluate("() => document.activeElement === document.body"
                                    + " || document.querySelector('dialog').contains(document.activeElement)"))
                    .isTrue();
        }
    }

    private StoragePage with(Visitors visitors, StorageServer server, int files) {
        Person ann = Person.in(server, acme);
        for (int number = 1; number <= files; number++) {
            ann.in(acme).upload(Stock.name(number), "text/plain", new byte[] {'x'});
        }
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(files);
        return page;
    }

    private static void isInFocus(StoragePage page, int place) {
        assertThat(page.files().nth(place)).isFocused();
    }
}
