package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.orgstorage.browser.Person.Organization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class DetailsIT {
    private final Organization acme = Organization.of("Acme", "owner");

    @Test
    void theySayAllThatIsKnown(Visitors visitors, StorageServer server) throws Exception {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        byte[] bytes = "Hello\n".repeat(300).getBytes(UTF_8);
        page.choose(Samples.text("hello.txt", new String(bytes, UTF_8))).shows("hello.txt");
        Locator details = page.open(page.file("hello.txt"));
        String sum = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(details.locator("dl div")).hasText(new Pattern[] {
            Pattern.compile("Lives in\\s*Acme"),
            Pattern.compile("Type\\s*text/plain"),
            Pattern.compile("Size\\s*1.8 kB \\(1,800 bytes\\)"),
            Pattern.compile("Uploaded by\\s*" + ann.user() + " \\(you\\)"),
            Pattern.compile("Added\\s*\\w+ [0-9]+, 20[0-9]+ at"),
            Pattern.compile("Changed\\s*.*20[0-9]+"),
            Pattern.compile("SHA-256\\s*" + sum.replace("+", "[+]"))
        });
    }

    @Test
    void aPictureIsShown(Visitors visitors, StorageServer server) {
        Locator preview = preview(visitors, server, "a.png", "image/png", Samples.png(3));
        Locator picture = preview.locator("img");
        assertThat(picture).hasAttribute("alt", "a.png");
        until(picture, "it => it.naturalWidth === 320");
    }

    @Test
    void aTextIsShownAsText(Visitors visitors, StorageServer server) {
        byte[] text = "Grüße, <b>Zoë</b>\n  aus Kathmandu".getBytes(UTF_8);
        Locator preview = preview(visitors, server, "a.txt", "text/plain", text);
        assertThat(preview.locator("pre")).hasText("Grüße, <b>Zoë</b>\n  aus Kathmandu");
    }

    @Test
    void aDocumentIsShown(Visitors visitors, StorageServer server) {
        Locator preview = preview(visitors, server, "a.pdf", "application/pdf", Samples.pdf("Hello from a PDF"));
        assertThat(preview.locator("iframe")).hasAttribute("title", "a.pdf");
        preview.page()
                .waitForCondition(() -> preview.page().frames().stream()
                        .map(Frame::url)
                        .anyMatch(url -> url.contains("X-Amz-Signature")));
    }

    @Test
    void aSoundCanBeHeard(Visitors visitors, StorageServer server) {
        Locator sound =
                preview(visitors, server, "a.wav", "audio/wav", Samples.wav()).locator("audio");
        until(sound, "it => it.duration > 0.9 && it.duration < 1.1");
    }

    @Test
    void aFilmCanBeSeen(Visitors visitors, StorageServer server) {
        Locator film = preview(visitors, server, "a.webm", "video/webm", Samples.webm())
                .locator("video");
        until(film, "it => it.videoWidth === 320 && it.controls");
    }

    @Test
    void whatCannotBeShownSaysSo(Visitors visitors, StorageServer server) {
        Locator preview = preview(visitors, server, "a.zip", "application/zip", new byte[] {'P', 'K', 5, 6});
        assertThat(preview).containsText("There is no preview of this type.");
    }

    private Locator preview(Visitors visitors, StorageServer server, String name, String type, byte[] bytes) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload(name, type, bytes);
        StoragePage page = ann.arrive(visitors, acme);
        return page.open(page.file(name)).locator("os-preview");
    }

    private static void until(Locator element, String holds) {
        assertThat(element).isVisible();
        element.page().waitForCondition(() -> (boolean) element.evaluate(holds));
    }

    @Test
    void aDownloadIsTheFileByteForByteUnderItsName(Visitors visitors, StorageServer server) throws IOException {
        Person ann = Person.in(server, acme);
        byte[] bytes = Samples.png(9);
        ann.in(acme).upload("Grüße 100%.png", "image/png", bytes);
        StoragePage page = ann.arrive(visitors, acme);
        page.open(page.file("Grüße 100%.png"));
        Download download = page.page().waitForDownload(page.details().getByText("Download")::click);
        assertThat(download.suggestedFilename()).isEqualTo("Grüße 100%.png");
        assertThat(Files.readAllBytes(download.path())).isEqualTo(bytes);
    }

    @Test
    void manyAreDownloadedTogether(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        Stock.of(ann.in(acme), 3);
        StoragePage page = ann.arrive(visitors, acme);
        assertThat(page.files()).hasCount(3);
        page.files().first().focus();
        page.press("Control+a");
        List<Download> downloads = new CopyOnWriteArrayList<>();
        page.page().onDownload(downloads::add);
        Pause slowBucket = Pause.before(page.page(), "**/*X-Amz-Signature*");
        page.button("Download").click();
        page.page().waitForCondition(() -> slowBucket.count() == 3);
        slowBucket.end();
        page.page().waitForCondition(() -> downloads.size() == 3);
        assertThat(downloads)
                .extracting(Download::suggestedFilename)
                .containsExactlyInAnyOrder(Stock.name(1), Stock.name(2), Stock.name(3));
    }

    @Test
    void aLinkOpensTheFileForItsMembersAlone(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("a.txt", "text/plain", new byte[] {'x'});
        StoragePage page = ann.arrive(visitors, acme);
        page.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.open(page.file("a.txt"));
        page.button("Copy link").click();
        assertThat(page.notices()).containsText("Link copied. It opens this file for members of Acme");
        String link = copied(page);
        assertThat(link).startsWith(server.address() + "/#/org/" + acme.id() + "/file/");
        String place = URI.create(link).getFragment();
        StoragePage ben = Person.in(server, acme.as("viewer")).arrive(visitors, Look.DESKTOP, "#" + place);
        assertThat(ben.details().locator("h2")).hasText("a.txt");
        Tab stranger = visitors.arrive();
        stranger.complaints().expect("status of 40[34]");
        StoragePage other = Person.in(server).open(stranger, "#" + place);
        assertThat(other.details().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(other.page().getByText("a.txt")).not().isAttached();
    }

    @Test
    void aTemporaryLinkIsForAnybodyForAWhile(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        ann.in(acme).upload("a.txt", "text/plain", "for all".getBytes(UTF_8));
        StoragePage page = ann.arrive(visitors, acme);
        page.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.open(page.file("a.txt"));
        page.button("Copy temporary link").click();
        assertThat(page.notices())
                .containsText("Temporary link copied. Anybody who has it can download the file for 1 hour.");
        assertThat(page.page().request().get(copied(page)).text()).isEqualTo("for all");
    }

    private static String copied(StoragePage page) {
        return page.page().evaluate("() => navigator.clipboard.readText()").toString();
    }

    @Test
    void whatIsNotThereSaysSo(Visitors visitors, StorageServer server) {
        Tab tab = visitors.arrive();
        tab.complaints().expect("status of 404");
        StoragePage page =
                Person.in(server, acme).open(tab, acme.place() + "/file/01900000-0000-7000-8000-000000000000");
        assertThat(page.details()).containsText("There is no such file in Acme, or not any more.");
        page.button("Close").click();
        assertThat(page.details()).not().isAttached();
        assertThat(page.page()).hasURL(server.address() + "/#/org/" + acme.id());
    }
}
