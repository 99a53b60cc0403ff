package dev.orgstorage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who looks at pages in one test, each with a profile of their own, as if in a browser just installed. */
final class Visitors {
    private final Browser browser;
    private final List<BrowserContext> profiles = new ArrayList<>();
    private final List<Complaints> watched = new ArrayList<>();

    Visitors(Browser browser) {
        this.browser = browser;
    }

    /** Somebody new, with a tab. */
    Tab arrive(Look look) {
        return arrive(look.options());
    }

    Tab arrive(Browser.NewContextOptions options) {
        BrowserContext profile = browser.newContext(options);
        profiles.add(profile);
        return tab(profile);
    }

    Tab arrive() {
        return arrive(Look.DESKTOP);
    }

    /** One more tab of somebody who is there: what a browser keeps is the same, what a tab keeps is not. */
    Tab besides(Tab tab) {
        return tab(tab.page().context());
    }

    private Tab tab(BrowserContext profile) {
        Page page = profile.newPage();
        Complaints complaints = new Complaints(page);
        watched.add(complaints);
        return new Tab(page, complaints);
    }

    List<String> complaints() {
        return watched.stream()
                .flatMap(complaints -> complaints.unexpected().stream())
                .toList();
    }

    /** What is seen now, for whoever has to find out why. */
    void picture(String name) {
        int number = 0;
        for (BrowserContext profile : profiles) {
            for (Page page : profile.pages()) {
                page.screenshot(new ScreenshotOptions()
                        .setPath(Path.of(System.getProperty("screenshots"), "failed", name + "-" + ++number + ".png")));
            }
        }
    }

    /** Ends all, and fails if a browser complained, unless the test has failed already. */
    void leave(boolean hasFailed) {
        List<String> complaints = complaints();
        List<String> missed =
                watched.stream().flatMap(each -> each.missed().stream()).toList();
        profiles.forEach(BrowserContext::close);
        if (!hasFailed) {
            assertThat(complaints).as("what the browser complained about").isEmpty();
            assertThat(missed).as("what it was to complain about").isEmpty();
        }
    }
}
