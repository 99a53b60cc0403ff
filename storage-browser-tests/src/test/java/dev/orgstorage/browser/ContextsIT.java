package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.orgstorage.browser.Person.Organization;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class ContextsIT {
    private final Organization acme = Organization.of("Acme", "owner");
    private final Organization globex = Organization.of("Globex", "member");

    @Test
    void eachIsToldByColourIconAndWords(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme, globex).arrive(visitors);
        Locator entries = page.switcher().getByRole(AriaRole.LINK);
        assertThat(entries).hasText(new String[] {"Personal only you", "Acme owner", "Globex member"});
        List<Object> colours = Stream.of(0, 1, 2)
                .map(place ->
                        entries.nth(place).locator(".tile").evaluate("it => getComputedStyle(it).backgroundColor"))
                .toList();
        assertThat(colours).doesNotHaveDuplicates();
        assertThat(entries.first().locator("use")).hasAttribute("href", Pattern.compile("#person$"));
        assertThat(entries.last().locator("use")).hasAttribute("href", Pattern.compile("#people$"));
        assertThat(page.page().locator(".top"))
                .hasCSS("border-top-color", colours.getFirst().toString());
        page.goTo("Acme");
        assertThat(page.page().locator(".top"))
                .hasCSS("border-top-color", colours.get(1).toString());
        assertThat(page.page()).hasTitle("Acme · OrgStorage");
    }

    @Test
    void switchingChangesListAndLabelsAndWhereUploadsGo(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme, globex);
        ann.in(acme).upload("of acme.txt", "text/plain", new byte[] {'a'});
        ann.in(globex).upload("of globex.txt", "text/plain", new byte[] {'g'});
        StoragePage page = ann.arrive(visitors);
        assertThat(page.page().getByText("No files in Personal yet")).isVisible();
        assertThat(page.page().getByText("Only you see these files.")).isVisible();
        page.goTo("Acme").shows("of acme.txt");
        assertThat(page.page().getByText("Everyone at Acme sees these files.")).isVisible();
        assertThat(page.area()).containsText("They go to Acme");
        assertThat(page.button("Upload to Acme")).isVisible();
        assertThat(page.card("of acme.txt").locator(".place")).hasText("Acme");
        page.goTo("Globex").shows("of globex.txt");
        assertThat(page.context("Globex")).hasAttribute("aria-current", "page");
        assertThat(page.context("Acme")).hasAttribute("aria-current", "false");
        page.choose(Samples.text("new.txt", "new")).shows("new.txt", "of globex.txt");
        assertThat(page.card("new.txt").locator(".place")).hasText("Globex");
        assertThat(ann.in(globex).namesListed()).containsExactly("new.txt", "of globex.txt");
        assertThat(ann.in(acme).namesListed()).containsExactly("of acme.txt");
        assertThat(ann.personal().namesListed()).isEmpty();
    }

    @Test
    void twoTabsInTwoContextsNeverMix(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme, globex);
        StoragePage one = ann.arrive(visitors, acme);
        StoragePage other = ann.open(visitors.besides(one.tab()), globex.place());
        one.choose(Samples.text("a.txt", "a")).shows("a.txt");
        other.choose(Samples.text("g.txt", "g")).shows("g.txt");
        one.page().reload();
        other.page().reload();
        one.shows("a.txt");
        other.shows("g.txt");
        one.goTo("Personal");
        assertThat(other.heading()).hasText("Globex");
        other.page().reload();
        assertThat(other.heading()).hasText("Globex");
        other.choose(Samples.text("h.txt", "h")).shows("h.txt", "g.txt");
        assertThat(ann.in(globex).namesListed()).containsExactly("h.txt", "g.txt");
        assertThat(ann.in(acme).namesListed()).containsExactly("a.txt");
        assertThat(ann.personal().namesListed()).isEmpty();
    }

    @Test
    void anUploadKeepsTheContextItWasBegunIn(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme, globex);
        StoragePage page = ann.arrive(visitors, acme);
        Pause pause = Pause.before(page.page(), "**/upload-url");
        page.choose(Samples.text("slow.txt", "slow"));
        assertThat(page.upload("slow.txt")).containsText("Acme");
        page.goTo("Globex");
        pause.end();
        assertThat(page.upload("slow.txt")).containsText("In Acme now");
        assertThat(page.page().getByText("No files in Globex yet")).isVisible();
        page.goTo("Acme").shows("slow.txt");
        assertThat(ann.in(globex).namesListed()).isEmpty();
    }

    @Test
    void deletingInOneLeavesTheOtherListsAlone(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme, globex);
        ann.in(acme).upload("same.txt", "text/plain", new byte[] {'a'});
        ann.in(globex).upload("same.txt", "text/plain", new byte[] {'g'});
        StoragePage one = ann.arrive(visitors, acme).shows("same.txt");
        StoragePage other =
                ann.open(visitors.besides(one.tab()), globex.place()).shows("same.txt");
        one.page().clock().install();
        one.file("same.txt").press("Delete");
        one.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("DELETE"),
                        () -> one.page().clock().fastForward(5000));
        assertThat(one.page().getByText("No files in Acme yet")).isVisible();
        one.goTo("Globex").shows("same.txt");
        other.shows("same.txt");
        assertThat(ann.in(acme).namesListed()).isEmpty();
        assertThat(ann.in(globex).namesListed()).containsExactly("same.txt");
    }

    @Test
    void theWayThereStaysInSight(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Stock.of(ann.in(acme), 40);
        for (Look look : List.of(Look.DESKTOP, Look.PHONE)) {
            StoragePage page = ann.arrive(visitors, look, acme.place());
            assertThat(page.files()).hasCount(40);
            page.files().last().scrollIntoViewIfNeeded();
            assertThat(page.context("Acme")).isInViewport();
            assertThat(page.context("Personal")).isInViewport();
        }
    }

    @Test
    void anOrganizationOfOthersIsNotShown(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server).arrive(visitors);
        page.tab().complaints().expect("/api/storage/list.* 403");
        page.open(server.address() + "/#/org/" + acme.id());
        assertThat(page.page().getByText("You are not a member of " + acme.id()))
                .isVisible();
        assertThat(page.area()).not().isAttached();
        page.page().getByText("Go to your personal files").click();
        assertThat(page.heading()).hasText("Personal");
    }

    @Test
    void aViewerIsOfferedNothingToChange(Visitors visitors, StorageServer server) {
        Person.in(server, acme).in(acme).upload("read me.txt", "text/plain", new byte[] {'r'});
        StoragePage page =
                Person.in(server, acme.as("viewer")).arrive(visitors, acme).shows("read me.txt");
        assertThat(page.area()).not().isAttached();
        Locator details = page.open(page.file("read me.txt"));
        assertThat(details.getByText("Download")).isVisible();
        assertThat(details.getByText("Delete")).not().isAttached();
        assertThat(details.getByText("Rename")).not().isAttached();
        page.press("Escape", "Delete");
        page.shows("read me.txt");
    }
}
