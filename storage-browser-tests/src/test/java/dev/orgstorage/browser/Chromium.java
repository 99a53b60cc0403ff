package dev.orgstorage.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.orgstorage.http.server.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Chromium of this machine, driven by one thread, as Playwright wants it. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");
    private static final double SLOW_ENOUGH_TO_FOLLOW = 250;

    /** What a machine may take that does much else. */
    private static final double PATIENCE_MILLIS = 20_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        boolean headed = Boolean.getBoolean("headed");
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node())));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program())
                        .setHeadless(!headed)
                        .setSlowMo(headed ? SLOW_ENOUGH_TO_FOLLOW : 0)
                        .setArgs(OPTIONS));
    }

    /** Without it the test is skipped, saying so; but never in CI. */
    static void require() {
        Tools.require(
                PROGRAMS.stream().anyMatch(Files::isExecutable), "the page in a browser (apt install chromium nodejs)");
        Tools.require("node");
    }

    Browser browser() {
        return browser;
    }

    private static Path program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    }

    private static String node() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
