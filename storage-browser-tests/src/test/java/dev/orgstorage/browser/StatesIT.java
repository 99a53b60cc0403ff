package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.ResumeOptions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import dev.orgstorage.browser.Person.Organization;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The states of the page, each on desktop and phone, in light and dark: without faults that axe finds, and in a picture. */
@ExtendWith(InBrowser.class)
class StatesIT {
    private final Organization acme = Organization.of("Acme", "owner");
    private final Organization globex = Organization.of("Globex", "member");
    private final Organization longest = Organization.of(
            "Gesellschaft zur Förderung der Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau e. V.", "admin");

    @Test
    void signIn(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.page().navigate(server.address());
        assertThat(tab.page().locator(".people button")).hasCount(4);
        Pictures.of(tab.page(), "sign-in");
        tab.page().getByText("Use a token").click();
        tab.complaints().expect("401");
        SignInIT.enter(tab.page(), "wrong");
        assertThat(tab.page().locator(".refusal")).isVisible();
        Pictures.of(tab.page(), "sign-in-refused");
    }

    @Test
    void grid(Visitors visitors, StorageServer server) {
        StoragePage page = furnished(visitors, server);
        Pictures.awaitThumbnails(page.page(), Furniture.PICTURES);
        Pictures.of(page.page(), "grid");
        page.files().nth(1).focus();
        page.press("Space", "ArrowRight", "Space");
        Pictures.of(page.page(), "grid-selected");
        Look.PHONE.of(page.page());
        assertThat(page.page().getByText("2 files selected")).isVisible();
    }

    @Test
    void table(Visitors visitors, StorageServer server) {
        StoragePage page = furnished(visitors, server);
        page.button("Table").click();
        assertThat(page.page().locator("table")).isVisible();
        Pictures.of(page.page(), "table");
    }

    @Test
    void empty(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme, globex).arrive(visitors);
        assertThat(page.page().getByText("No files in Personal yet")).isVisible();
        Pictures.of(page.page(), "empty");
        page.search().fill("nothing like it");
        assertThat(page.page().getByText("Nothing found in Personal")).isVisible();
        Pictures.of(page.page(), "nothing-found");
    }

    @Test
    void loading(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        Pause pause = Pause.before(tab.page(), "**/list?*");
        StoragePage page = Person.in(server, acme).open(tab, acme.place());
        assertThat(page.page().getByLabel("Loading files")).isVisible();
        Pictures.of(tab.page(), "loading");
        pause.end();
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
    }

    @Test
    void uploads(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme, globex).arrive(visitors, acme);
        page.tab().complaints().expect("status of 4");
        page.choose(
                Samples.picture("done.png"),
                new FilePayload("setup.exe", "application/x-msdownload", new byte[] {'M', 'Z'}));
        page.shows("done.png");
        assertThat(page.upload("setup.exe")).containsText("not");
        new Wire(page.page()).carriesUp(60_000);
        page.choose(
                Samples.text(
                        "a long report about everything that happened in the third quarter.txt", "x".repeat(900_000)),
                Samples.text("b.txt", "x".repeat(900_000)),
                Samples.text("c.txt", "x".repeat(900_000)),
                Samples.text("waits.txt", "x"));
        assertThat(page.upload("a long report")).containsText("left");
        Pictures.of(page.page(), "uploads");
        page.page().locator(".upload").getByLabel("Cancel").all().reversed().forEach(Locator::click);
    }

    @Test
    void details(Visitors visitors, StorageServer server) {
        StoragePage page = furnished(visitors, server);
        page.open(page.file("Quarterly report.pdf"));
        assertThat(page.details().locator("iframe")).isVisible();
        Pictures.of(page.page(), "details-pdf");
        page.press("Escape");
        page.open(page.file("harbour.png"));
        assertThat(page.details().locator("img")).isVisible();
        Pictures.of(page.page(), "details-image");
        page.press("Escape");
        page.open(page.file("notes.txt"));
        assertThat(page.details().locator("pre")).isVisible();
        Pictures.of(page.page(), "details-text");
        page.press("Escape");
        page.open(page.file("tone.wav"));
        assertThat(page.details().locator("audio")).isVisible();
        Pictures.of(page.page(), "details-audio");
        page.press("Escape");
        page.open(page.file("clip.webm"));
        assertThat(page.details().locator("video")).isVisible();
        Pictures.of(page.page(), "details-video");
    }

    @Test
    void undo(Visitors visitors, StorageServer server) {
        StoragePage page = furnished(visitors, server);
        for (Look look : Look.ALL) {
            page.files().first().press("Delete");
            assertThat(page.notices().last()).isVisible();
            Pictures.of(page.page(), "undo", look);
        }
    }

    @Test
    void notAMember(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.complaints().expect("status of 403");
        StoragePage page = Person.in(server, acme).open(tab, globex.place());
        assertThat(page.page().getByText("You are not a member of")).isVisible();
        assertThat(page.search()).not().isAttached();
        Pictures.of(tab.page(), "not-a-member");
    }

    @Test
    void failed(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.complaints().expect("status of 400");
        tab.page()
                .route(
                        "**/list?*",
                        route -> route.resume(
                                new ResumeOptions().setUrl(route.request().url().replace("limit=", "limit=x"))));
        StoragePage page = Person.in(server, acme).open(tab, acme.place());
        assertThat(page.page().getByText("The files could not be loaded")).isVisible();
        Pictures.of(tab.page(), "failed");
        tab.page().unroute("**/list?*");
        page.button("Try again").click();
        assertThat(page.page().getByText("No files in Acme yet")).isVisible();
    }

    @Test
    void hardNames(Visitors visitors, StorageServer server) {
        Organization[] organizations = {longest, acme, globex};
        Person ann = Person.in(server, organizations);
        for (String name : new String[] {
            "عقد الإيجار ٢٠٢٦.txt",
            "w".repeat(240) + ".txt",
            "a very long name with many words that goes on and on until nobody wants to read it any more, really.txt",
            "👩‍👩‍👧‍👦 family.txt",
            "חוזה שכירות (עותק 2).txt"
        }) {
            ann.in(longest).upload(name, "text/plain", name.getBytes(StandardCharsets.UTF_8));
        }
        StoragePage page = ann.arrive(visitors, longest);
        assertThat(page.files()).hasCount(5);
        Pictures.of(page.page(), "hard-names");
        page.button("Table").click();
        Pictures.of(page.page(), "hard-names-table");
        Look.ENLARGED.of(page.page());
        Pictures.take(page.page(), "hard-names-enlarged");
        page.open(page.files().nth(3));
        Pictures.of(page.page(), "hard-names-details");
    }

    @Test
    void whoWantsNoMotionSeesNone(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        Pause pause = Pause.before(tab.page(), "**/list?*");
        StoragePage page = Person.in(server).open(tab, "#/personal");
        String motions = "() => document.getAnimations().length";
        assertThat(page.page().getByLabel("Loading files")).isVisible();
        assertThat(tab.page().evaluate(motions)).isEqualTo(0);
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat((int) tab.page().evaluate(motions)).isPositive();
        pause.end();
    }

    /** With some of what an organization has. */
    private StoragePage furnished(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme, globex);
        Furniture.into(ann.in(acme));
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(Furniture.COUNT);
        return page;
    }
}
