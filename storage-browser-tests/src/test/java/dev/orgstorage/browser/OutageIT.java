package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a server of its own, which takes the tokens of somebody else. */
@ExtendWith(InBrowser.class)
class OutageIT {
    @Test
    void aServerThatIsGoneAndBackLosesNothing(Visitors visitors) throws Exception {
        try (StorageServer server = StorageServer.withTokens()) {
            Tab tab = visitors.arrive();
            tab.page().navigate(server.address());
            assertThat(tab.page().getByRole(AriaRole.LIST, new GetByRoleOptions().setName("Sample users")))
                    .not()
                    .isAttached();
            SignInIT.enter(tab.page(), server.token("ann", Map.of("acme", "owner")));
            StoragePage page = new StoragePage(tab).goTo("acme");
            page.choose(Samples.text("before.txt", "before"), Samples.text("large.txt", "x".repeat(2_000_000)));
            page.shows("before.txt");
            assertThat(page.upload("large.txt")).containsText("1048576");
            page.button("Dismiss large.txt").click();

            String address = server.address();
            tab.complaints().expect("net::ERR_|status of 4");
            server.stop();
            page.choose(Samples.text("meanwhile.txt", "meanwhile"));
            assertThat(page.page().getByText("The server does not answer. What you see may be old"))
                    .isVisible();
            assertThat(page.upload("meanwhile.txt")).containsText("The server does not answer.");
            Pictures.of(page.page(), "outage");
            page.shows("before.txt");

            server.startAgain(address);
            page.button("Try now").click();
            assertThat(page.page().getByText("What you see may be old")).not().isAttached();
            page.shows("meanwhile.txt", "before.txt");
            page.page().reload();
            page.shows("meanwhile.txt", "before.txt");
            assertThat(page.heading()).hasText("acme");
        }
    }
}
