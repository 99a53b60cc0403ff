package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** axe-core, which finds what keeps people from using a page. */
final class Axe {
    private static final String SCRIPT = script();

    /** Only what matters to somebody, each with the elements concerned. */
    private static final String RUN = """
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false, preload: false });
              return violations
                .filter(({ impact }) => ['serious', 'critical'].includes(impact))
                .map(({ id, help, nodes }) =>
                  `${id}: ${help}\\n` + nodes.map(({ html, failureSummary }) => `  ${html}\\n  ${failureSummary}`).join('\\n'));
            }""";

    private Axe() {}

    /** The serious and critical faults of what is seen now. */
    @SuppressWarnings("unchecked")
    static List<String> faults(Page page) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
