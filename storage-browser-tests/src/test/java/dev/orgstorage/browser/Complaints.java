package dev.orgstorage.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Errors and warnings in the console of a page, what its scripts did not catch, and what its security policy kept off. */
final class Complaints {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Complaints(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                heard.add(message.type() + " at " + message.location() + ": " + message.text());
            }
        });
        page.onPageError(error -> heard.add("uncaught: " + error));
        page.addInitScript(
                "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>"
                        + " console.error(`policy: ${violatedDirective} kept off ${blockedURI} in ${sourceFile}`))");
    }

    /** As a browser does of every answer with an error, or of none; what never comes is a fault, too. */
    void expect(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    List<String> unexpected() {
        return heard.stream()
                .filter(line -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(line).find()))
                .toList();
    }

    List<String> missed() {
        return expected.stream()
                .filter(pattern ->
                        heard.stream().noneMatch(line -> pattern.matcher(line).find()))
                .map(Pattern::pattern)
                .toList();
    }
}
