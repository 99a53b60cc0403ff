package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class SignInIT {
    @Test
    void theEmbeddedModeLetsSampleUsersIn(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.page().navigate(server.address());
        assertThat(tab.page()
                        .getByRole(AriaRole.LIST, new GetByRoleOptions().setName("Sample users"))
                        .getByRole(AriaRole.BUTTON))
                .hasText(new String[] {
                    "A Ann owner of Acme, member of Globex",
                    "B Ben member of Acme, viewer of Globex",
                    "C Cleo viewer of Acme",
                    "D Dora a member of no organization"
                });
        tab.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Ann"))
                .click();
        StoragePage page = new StoragePage(tab);
        assertThat(page.heading()).hasText("Personal");
        assertThat(page.switcher().getByRole(AriaRole.LINK))
                .hasText(new String[] {"Personal only you", "Acme owner", "Globex member"});
        assertThat(tab.page().getByText("Signed in as")).isAttached();
    }

    @Test
    void aTokenDoesAsWell(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.page().navigate(server.address());
        tab.page().getByText("Use a token").click();
        enter(tab.page(), server.token("zoë", Map.of("initech", "admin")));
        StoragePage page = new StoragePage(tab);
        assertThat(page.switcher().getByRole(AriaRole.LINK))
                .hasText(new String[] {"Personal only you", "initech admin"});
        assertThat(tab.page().locator(".who")).containsText("zoë");
    }

    @Test
    void whatIsNoTokenIsRefusedWithItsReason(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.complaints().expect("/api/storage/context.* 401");
        tab.page().navigate(server.address());
        tab.page().getByText("Use a token").click();
        enter(tab.page(), "not a token at all");
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("token");
        enter(tab.page(), server.token("ann", Map.of(), Duration.ofHours(-1)));
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Expired");
        enter(tab.page(), "no tokën");
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("This is no token");
        assertThat(tab.page().getByRole(AriaRole.HEADING)).hasText("Sign in to OrgStorage");
    }

    @Test
    void signingOutLeavesNothingBehind(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server);
        StoragePage page = ann.arrive(visitors);
        page.choose(Samples.text("secret.txt", "secret")).shows("secret.txt");
        page.button("Sign out").click();
        assertThat(page.page().getByRole(AriaRole.HEADING)).hasText("Sign in to OrgStorage");
        assertThat(page.page().getByText("secret.txt")).not().isAttached();
        page.page().reload();
        assertThat(page.page().getByRole(AriaRole.HEADING)).hasText("Sign in to OrgStorage");
    }

    @Test
    void aSessionThatIsOverSaysSo(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server).arrive(visitors);
        page.tab().complaints().expect("401");
        page.page().evaluate("() => sessionStorage.setItem('orgstorage.token', 'one that is no longer good')");
        page.search().fill("anything");
        assertThat(page.page().getByRole(AriaRole.ALERT)).containsText("Your session is over. Sign in again.");
    }

    static void enter(Page page, String token) {
        page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).fill(token);
        page.getByRole(
                        AriaRole.BUTTON,
                        new GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
    }
}
