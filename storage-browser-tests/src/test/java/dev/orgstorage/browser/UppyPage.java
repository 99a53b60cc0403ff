package dev.orgstorage.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import dev.orgstorage.browser.Person.Organization;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@link UppySite} in somebody's tab.
 *
 * @param sent the numbers of the parts that the bucket took, and 0 for each file that came in one PUT
 */
record UppyPage(Tab tab, List<Integer> sent) {
    private static final Pattern PART = Pattern.compile("(?:^|&)partNumber=([0-9]+)");

    static UppyPage open(Tab tab, String version, UppySite site, Person person, Organization organization) {
        UppyPage page = new UppyPage(tab, new CopyOnWriteArrayList<>());
        tab.page().onResponse(page::note);
        tab.page()
                .navigate("%s/#version=%s&example=%s&token=%s&organization=%s"
                        .formatted(
                                site.origin(),
                                version,
                                encoded(person.server().address()),
                                person.token(),
                                organization.id()));
        tab.page().waitForFunction("() => window.uppy");
        return page;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void note(Response response) {
        if (response.request().method().equals("PUT") && response.ok()) {
            Matcher part = PART.matcher(URI.create(response.url()).getQuery());
            sent.add(part.find() ? Integer.valueOf(part.group(1)) : 0);
        }
    }

    Page page() {
        return tab.page();
    }

    /** All that are not empty, whatever their size. */
    UppyPage inParts() {
        page().evaluate("() => uppy.iteratePlugins((plugin) =>"
                + " plugin.setOptions({ shouldUseMultipart: (file) => file.size > 0 }))");
        return this;
    }

    UppyPage choose(FilePayload... files) {
        page().locator("input").setInputFiles(files);
        return this;
    }

    UppyPage choose(Path file) {
        page().locator("input").setInputFiles(file);
        return this;
    }

    /** Does something on the page as soon as the bucket has a part. */
    UppyPage onceAPartIsThere(String script) {
        page().evaluate("() => { window.then = new Promise((done) => uppy.once('s3-multipart:part-uploaded', () => { "
                + script + "; done(); })); }");
        return this;
    }

    /** And does not wait for the end. */
    UppyPage start() {
        page().evaluate("() => { window.end = uppy.upload(); }");
        return this;
    }

    void awaitThat() {
        page().evaluate("""
                () => Promise.race([
                  window.then,
                  window.end.then(() => { throw new Error('it ended before the bucket had a part'); }),
                ])""");
    }

    /** What Uppy says of each file in the end: that it is there, or what is wrong with it. */
    @SuppressWarnings("unchecked")
    Map<String, String> end() {
        return (Map<String, String>) page().evaluate("""
                async () => {
                  const tooLong = new Promise((_, fail) => setTimeout(fail, 120_000, new Error('it does not end')));
                  await Promise.race([window.end, tooLong]);
                  return Object.fromEntries(uppy.getFiles().map(({ name, error, progress }) =>
                    [name, error ?? (progress.uploadComplete ? 'there' : 'nowhere')]));
                }""");
    }

    /** All that failed. */
    Map<String, String> retry() {
        page().evaluate("() => { window.end = uppy.retryAll(); }");
        return end();
    }

    /** What Uppy has as the address of a file that is there. */
    String link(String name) {
        return (String) page().evaluate("name => uppy.getFiles().find((file) => file.name === name).uploadURL", name);
    }

    Map<String, String> upload() {
        return start().end();
    }

    /** What is told aside, in small. */
    @SuppressWarnings("unchecked")
    List<String> details() {
        return (List<String>) page().evaluate("() => uppy.getState().info.map(({ details }) => String(details))");
    }
}
