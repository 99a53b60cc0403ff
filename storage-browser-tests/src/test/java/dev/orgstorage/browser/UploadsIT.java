package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.FilePayload;
import dev.orgstorage.browser.Person.Organization;
import dev.orgstorage.http.server.Client;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InBrowser.class)
class UploadsIT {
    private final Organization acme = Organization.of("Acme", "member");

    @Test
    void chosenFilesGoStraightToTheBucketOnAnotherOrigin(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        FileChooser chooser = page.page().waitForFileChooser(page.button("Upload to Acme")::click);
        assertThat(chooser.isMultiple()).isTrue();
        Request sent = page.page()
                .waitForRequest(
                        request -> request.method().equals("PUT"),
                        () -> chooser.setFiles(Samples.text("Grüße.txt", "Hello, Zoë!")));
        assertThat(URI.create(sent.url()).getPort())
                .isNotEqualTo(URI.create(server.address()).getPort());
        assertThat(sent.headers()).containsKeys("x-amz-checksum-sha256", "if-none-match");
        page.shows("Grüße.txt");
        assertThat(page.upload("Grüße.txt")).containsText("In Acme now");
        Client.Reply listed = ann.in(acme).get("/list");
        String id = listed.json().path("files").path(0).path("id").asString();
        assertThat(ann.in(acme).download(id)).isEqualTo("Hello, Zoë!".getBytes(UTF_8));
    }

    @Test
    void filesAndFoldersCanBeDroppedAnywhere(Visitors visitors, StorageServer server, @TempDir Path folder)
            throws Exception {
        Path holiday = folder.resolve("holiday");
        Path inner = Files.createDirectories(holiday.resolve("day 1"));
        Path one = Files.writeString(folder.resolve("one.txt"), "1");
        Files.writeString(inner.resolve("two.txt"), "2");
        Files.writeString(holiday.resolve("three.txt"), "3");
        StoragePage page = Person.in(server, acme).arrive(visitors, acme);
        Drag drag = Drag.over(page.page(), one, holiday);
        assertThat(page.page().getByText("Drop to upload to Acme")).isVisible();
        Pictures.of(page.page(), "drop");
        drag.drop();
        assertThat(page.page().locator(".target")).not().isAttached();
        assertThat(page.files()).hasCount(3);
        assertThat(page.files().allTextContents()).containsExactlyInAnyOrder("one.txt", "two.txt", "three.txt");
    }

    @Test
    void aPictureCanBePasted(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme).arrive(visitors, acme);
        page.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.page().evaluate("""
                async () => {
                  const canvas = new OffscreenCanvas(40, 30);
                  canvas.getContext('2d').fillRect(5, 5, 20, 20);
                  await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
                }""");
        page.press("Control+V");
        page.shows("image.png");
    }

    @Test
    void manyGoAtOnceEachWithItsProgress(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        Wire wire = new Wire(page.page());
        wire.carriesUp(300_000);
        page.choose(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> Samples.text(number + ".txt", "x".repeat(400_000)))
                .toArray(FilePayload[]::new));
        assertThat(page.uploads()).containsText("Uploading 5 files");
        Locator first = page.upload("1.txt");
        assertThat(first).containsText(Pattern.compile("kB of 400 kB · .*B/s, [0-9]+ s left"));
        Locator progress = first.locator("progress");
        assertThat(progress).hasAttribute("aria-label", "Progress of 1.txt");
        assertThat((double) progress.evaluate("it => it.position")).isBetween(0.0, 0.999);
        assertThat(page.upload("5.txt")).containsText("Waiting");
        page.button("Cancel 2.txt").click();
        page.button("Cancel 5.txt").click();
        assertThat(page.upload("2.txt")).not().isAttached();
        wire.carriesUp(-1);
        assertThat(page.uploads()).containsText("3 files uploaded");
        assertThat(page.files()).hasCount(3);
        assertThat(ann.in(acme).namesListed()).containsExactlyInAnyOrder("1.txt", "3.txt", "4.txt");
        page.button("Clear finished").click();
        assertThat(page.uploads()).not().isAttached();
    }

    @Test
    void whatFailedOnItsWayCanBeRetried(Visitors visitors, StorageServer server) {
        StoragePage page = Person.in(server, acme).arrive(visitors, acme);
        page.tab().complaints().expect("net::ERR_FAILED|net::ERR_CONNECTION");
        page.page().route(Pattern.compile("X-Amz-Signature"), route -> route.abort());
        page.choose(Samples.text("stubborn.txt", "again"));
        assertThat(page.upload("stubborn.txt")).containsText("The connection to the storage was lost.");
        assertThat(page.uploads()).containsText("1 file not uploaded");
        page.page().unroute(Pattern.compile("X-Amz-Signature"));
        page.page().unrouteAll();
        page.button("Retry stubborn.txt").click();
        page.shows("stubborn.txt");
    }

    @Test
    void whatAListHasRefusedMeanwhileIsExplained(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        page.tab().complaints().expect("status of 404");
        Pause pause = Pause.before(page.page(), "**/complete");
        page.choose(new FilePayload("page.png", "image/png", "<html>".getBytes(UTF_8)));
        page.page().waitForCondition(() -> pause.count() == 1);
        assertThat(ann.in(acme).namesListed()).isEmpty();
        pause.end();
        assertThat(page.upload("page.png")).containsText("It was removed again: it is not the image/png");
    }

    @Test
    void aRefusalSaysWhy(Visitors visitors, StorageServer server) {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        page.tab().complaints().expect("status of 4");
        page.choose(
                new FilePayload("setup.exe", "application/x-msdownload", new byte[] {'M', 'Z'}),
                new FilePayload("page.png", "image/png", "<html><script>alert(1)</script>".getBytes(UTF_8)),
                Samples.text("a".repeat(260) + ".txt", "long"),
                Samples.text("fine.txt", "fine"));
        page.shows("fine.txt");
        assertThat(page.upload("setup.exe")).containsText(Pattern.compile("type|application/x-msdownload"));
        assertThat(page.upload("page.png")).containsText(Pattern.compile("image/png"));
        assertThat(page.upload("aaaa")).containsText("255");
        assertThat(page.uploads()).containsText("3 files not uploaded");
        assertThat(page.page().getByLabel("Upload results")).containsText("page.png was not uploaded to Acme");
        page.button("Dismiss setup.exe").click();
        assertThat(page.upload("setup.exe")).not().isAttached();
        assertThat(ann.in(acme).namesListed()).containsExactly("fine.txt");
    }
}
