package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.List;

/** The page as somebody uses it who is signed in: what they see, by its words. */
record StoragePage(Tab tab) {
    Page page() {
        return tab.page();
    }

    StoragePage open(String address) {
        page().navigate(address);
        assertThat(switcher()).isVisible();
        return this;
    }

    Locator heading() {
        return page().getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    Locator switcher() {
        return page().getByRole(AriaRole.NAVIGATION, new GetByRoleOptions().setName("Contexts"));
    }

    /** The way to a context in the switcher. */
    Locator context(String name) {
        return switcher().getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(name));
    }

    StoragePage goTo(String name) {
        context(name).click();
        assertThat(heading()).hasText(name);
        return this;
    }

    Locator area() {
        return page().locator(".area");
    }

    Locator files() {
        return page().locator(".opener");
    }

    Locator file(String name) {
        return page().getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    /** The card or row of a file, with all that it says. */
    Locator card(String name) {
        return page().locator(".card, tbody tr").filter(new Locator.FilterOptions().setHas(file(name)));
    }

    /** Waits until exactly these are shown, in this order. */
    StoragePage shows(String... names) {
        assertThat(files()).hasText(names);
        return this;
    }

    StoragePage choose(FilePayload... files) {
        page().locator(".area input[type=file]").setInputFiles(files);
        return this;
    }

    StoragePage choose(Path... files) {
        page().locator(".area input[type=file]").setInputFiles(files);
        return this;
    }

    Locator uploads() {
        return page().getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Uploads"));
    }

    Locator upload(String name) {
        return page().locator(".upload").filter(new Locator.FilterOptions().setHasText(name));
    }

    Locator details() {
        return page().locator("dialog");
    }

    Locator open(Locator file) {
        file.click();
        assertThat(details()).isVisible();
        return details();
    }

    Locator button(String name) {
        return page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    Locator search() {
        return page().getByRole(AriaRole.SEARCHBOX, new GetByRoleOptions().setName("Search files"));
    }

    Locator types() {
        return page().getByLabel("Type of files", new GetByLabelOptions().setExact(true));
    }

    /** What was told in passing. */
    Locator notices() {
        return page().locator(".notice");
    }

    Locator inFocus() {
        return page().locator(":focus");
    }

    void press(String... keys) {
        List.of(keys).forEach(page().keyboard()::press);
    }
}
