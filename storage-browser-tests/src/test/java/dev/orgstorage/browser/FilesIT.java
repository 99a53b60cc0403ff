package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.orgstorage.browser.Person.Organization;
import dev.orgstorage.http.server.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class FilesIT {
    private static final byte[] X = {'x'};

    private final Organization acme = Organization.of("Acme", "owner");

    @Test
    void threeHundredComeByCursorNewestFirst(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Stock.of(ann.in(acme), 300);
        List<String> newestFirst = ann.in(acme).namesListed();
        StoragePage page = ann.arrive(visitors, acme);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        page.page().onRequest(request -> {
            if (request.url().contains("/list?")) {
                asked.add(request.url());
            }
        });
        assertThat(page.files()).hasCount(60);
        for (int there = 120; there <= 300; there += 60) {
            page.page().keyboard().press("End");
            page.files().last().scrollIntoViewIfNeeded();
            assertThat(page.files()).hasCount(there);
        }
        assertThat(page.files().allTextContents()).isEqualTo(newestFirst);
        assertThat(page.page().getByText("300 files")).isVisible();
        assertThat(asked).hasSize(4).allMatch(url -> url.contains("cursor=") && !url.contains("offset"));
    }

    @Test
    void searchAndTypesNarrowThem(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Client client = ann.in(acme);
        client.upload("Rechnung März.pdf", "application/pdf", Samples.pdf("March"));
        client.upload("Rechnung.txt", "text/plain", X);
        client.upload("100% sure_.png", "image/png", Samples.png(1));
        StoragePage page = ann.arrive(visitors, acme).shows("100% sure_.png", "Rechnung.txt", "Rechnung März.pdf");
        page.search().fill("rechnung");
        page.shows("Rechnung.txt", "Rechnung März.pdf");
        page.types().selectOption("PDFs");
        page.shows("Rechnung März.pdf");
        page.search().fill("0%");
        assertThat(page.page().getByText("Nothing found in Acme")).isVisible();
        assertThat(page.page().getByText("No file matches “0%”.")).isVisible();
        page.button("Show all files").click();
        page.shows("100% sure_.png", "Rechnung.txt", "Rechnung März.pdf");
        assertThat(page.search()).hasValue("");
        assertThat(page.types()).hasValue("");
        page.search().fill("_.");
        page.shows("100% sure_.png");
    }

    @Test
    void aGridOrATableAsItWasTheLastTime(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("a.txt", "text/plain", X);
        StoragePage page = ann.arrive(visitors, acme).shows("a.txt");
        assertThat(page.button("Grid")).hasAttribute("aria-pressed", "true");
        page.button("Table").click();
        Locator table = page.page().getByRole(AriaRole.TABLE, new GetByRoleOptions().setName("Files in Acme"));
        assertThat(table.getByRole(AriaRole.COLUMNHEADER))
                .hasText(new String[] {"", "Name", "Lives in", "Uploaded by", "Size", "Added"});
        assertThat(table.getByRole(AriaRole.ROW).last())
                .containsText(Pattern.compile("a.txt\\s*Acme\\s*ann-[0-9]+\\s*1 byte"));
        page.page().reload();
        assertThat(table).isVisible();
    }

    @Test
    void picturesAreFetchedWhenTheyComeIntoSight(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        for (int number = 0; number < 40; number++) {
            ann.in(acme).upload(number + ".png", "image/png", Samples.png(number));
        }
        Set<String> fetched = Collections.synchronizedSet(new TreeSet<>());
        Tab tab = visitors.arrive();
        tab.page().onResponse(answer -> {
            if (answer.url().contains("X-Amz-Signature") && answer.status() == 200) {
                fetched.add(answer.url());
            }
        });
        StoragePage page = ann.open(tab, acme.place());
        assertThat(page.files()).hasCount(40);
        assertThat(page.card("39.png").locator("img.thumbnail")).isVisible();
        assertThat(page.card("0.png").locator("img")).not().isAttached();
        assertThat(fetched).hasSizeLessThan(40).allMatch(url -> lifeOf(url) <= 3600 && url.contains("inline"));
        page.files().last().scrollIntoViewIfNeeded();
        Locator last = page.card("0.png").locator("img.thumbnail");
        assertThat(last).isVisible();
        page.page().waitForCondition(() -> (int) last.evaluate("it => it.naturalWidth") == 320);
    }

    private static int lifeOf(String url) {
        return Integer.parseInt(url.replaceFirst(".*X-Amz-Expires=([0-9]+).*", "$1"));
    }

    @Test
    void nothingYetIsSaid(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme).arrive(visitors, acme);
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
        assertThat(page.page().getByText("Drop some anywhere on this page, paste them, or choose them above."))
                .isVisible();
    }

    @Test
    void loadingIsShownAndAFailureCanBeTriedAgain(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("a.txt", "text/plain", X);
        Tab tab = visitors.arrive();
        tab.complaints().expect("status of 400");
        Pause pause = Pause.before(tab.page(), "**/list?*");
        StoragePage page = ann.open(tab, acme.place());
        assertThat(page.page().getByLabel("Loading files")).isVisible();
        pause.end();
        page.shows("a.txt");
        String refusal = "{\"code\": \"invalid\", \"error\": \"limit is wrong\"}";
        page.page()
                .route(
                        "**/list?*",
                        route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(400).setBody(refusal)));
        page.page().reload();
        assertThat(page.page().getByText("The files could not be loaded")).isVisible();
        assertThat(page.page().getByText("limit is wrong")).isVisible();
        page.page().unrouteAll();
        page.button("Try again").click();
        page.shows("a.txt");
    }

    @Test
    void hardNamesAreShownAsTheyAre(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        String[] names = {
            "عقد الإيجار ٢٠٢٦.txt",
            "חוזה 12.txt",
            "<img src=x onerror=alert(1)>.txt",
            "${name} {{7*7}} `x`.txt",
            "👩‍👩‍👧‍👦 family.txt",
            "no-space-" + "w".repeat(200) + ".txt",
            "  two  spaces.txt".strip(),
            "“quotes” & 'ticks' \"double\".txt"
        };
        for (String name : names) {
            ann.in(acme).upload(name, "text/plain", X);
        }
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(names.length);
        assertThat(page.files().allTextContents())
                .containsExactlyElementsOf(List.of(names).reversed());
        assertThat((int) page.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isNotPositive();
        for (int at = 0; at < names.length; at += 2) {
            Locator details = page.open(page.files().nth(at));
            assertThat(details.locator("h2")).hasText(names[names.length - 1 - at]);
            page.press("Escape");
            assertThat(details).not().isAttached();
        }
    }
}
