package dev.orgstorage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of a state of the page, for people to look at, in each of which nobody is kept out or has to scroll sideways. */
final class Pictures {
    private static final Path FOLDER = Path.of(System.getProperty("screenshots"));

    private Pictures() {}

    /** In every look; a fault that axe finds in one of them fails. */
    static void of(Page page, String state) {
        Look.ALL.forEach(look -> of(page, state, look));
        Look.DESKTOP.of(page);
    }

    /** In one look. */
    static void of(Page page, String state, Look look) {
        look.of(page);
        take(page, state + "-" + look);
        assertThat(Axe.faults(page)).as("%s, %s", state, look).isEmpty();
    }

    /** Waits until so many files are seen as pictures. */
    static void awaitThumbnails(Page page, int count) {
        PlaywrightAssertions.assertThat(page.locator("img.thumbnail")).hasCount(count);
        page.evaluate("() => Promise.all([...document.querySelectorAll('img.thumbnail')].map((it) => it.decode()))");
    }

    /** Of what moves, the end. */
    static ScreenshotOptions still() {
        return new ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED);
    }

    /** As it is seen now. */
    static void take(Page page, String name) {
        page.screenshot(still().setPath(FOLDER.resolve(name + ".png")));
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("pixels of %s beyond the right edge", name)
                .isNotPositive();
    }
}
