package dev.orgstorage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.orgstorage.http.server.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the pictures of the README anew, by a flag. */
@ExtendWith(InBrowser.class)
@EnabledIfSystemProperty(named = "pictures", matches = "true")
class ReadmePicturesIT {
    private static final Path FOLDER = Path.of(System.getProperty("orgstorage.root"), "docs");
    private static final long LARGEST = 300_000;

    @Test
    void annAtAcme(Visitors visitors) throws IOException, InterruptedException {
        try (StorageServer server = StorageServer.withSampleUsers()) {
            Furniture.into(new Client(server.address(), server.token("ann", Map.of("acme", "owner"))).in("acme"));
            Tab tab = visitors.arrive();
            tab.page().navigate(server.address());
            tab.page()
                    .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Ann"))
                    .click();
            StoragePage page = new StoragePage(tab).goTo("Acme");
            Pictures.awaitThumbnails(page.page(), Furniture.PICTURES);
            for (Look look : List.of(Look.DESKTOP, Look.DESKTOP.dark())) {
                look.of(page.page());
                Path picture = FOLDER.resolve(look.toString().replace(Look.DESKTOP.name(), "page") + ".png");
                page.page().screenshot(Pictures.still().setPath(picture));
                assertThat(Files.size(picture)).isLessThan(LARGEST);
            }
        }
    }
}
