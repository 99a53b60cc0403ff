package dev.orgstorage.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** How wide and in which light somebody sees a page. */
record Look(String name, int width, int height, ColorScheme scheme) {
    static final Look DESKTOP = new Look("desktop", 1280, 800, ColorScheme.LIGHT);
    static final Look PHONE = new Look("phone", 390, 844, ColorScheme.LIGHT);

    /** As it is with everything at twice its size on a screen of 1280 by 800. */
    static final Look ENLARGED = new Look("enlarged", 640, 400, ColorScheme.LIGHT);

    static final List<Look> ALL = List.of(DESKTOP, DESKTOP.dark(), PHONE.dark(), PHONE);

    Look dark() {
        return new Look(name, width, height, ColorScheme.DARK);
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Asia/Kathmandu");
    }

    void of(Page page) {
        page.setViewportSize(width, height);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
    }

    @Override
    public String toString() {
        return name + "-" + scheme.name().toLowerCase(Locale.ROOT);
    }
}
