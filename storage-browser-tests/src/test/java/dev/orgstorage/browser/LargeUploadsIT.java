package dev.orgstorage.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import dev.orgstorage.browser.Person.Organization;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From 50 MiB on files go in parts. */
@ExtendWith(InBrowser.class)
class LargeUploadsIT {
    private static final long SIZE = 52 << 20;
    private static final int SLOW = 12 << 20;

    private final Organization acme = Organization.of("Acme", "member");

    @TempDir
    private Path folder;

    @Test
    void oneCanBePausedAndResumed(Visitors visitors, StorageServer server) throws IOException {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        Wire wire = new Wire(page.page());
        wire.carriesUp(SLOW);
        page.choose(large("film.zip", SIZE));
        page.button("Pause film.zip").click();
        assertThat(page.upload("film.zip")).containsText(Pattern.compile("Paused at .* of 54.5 MB"));
        Pictures.of(page.page(), "upload-paused");
        wire.carriesUp(-1);
        page.button("Resume film.zip").click();
        page.shows("film.zip");
        assertThat(sizeIn(ann)).isEqualTo(SIZE);
    }

    @Test
    void oneGoesOnAfterAReloadWithTheSameFileAlone(Visitors visitors, StorageServer server) throws IOException {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        page.page().onDialog(Dialog::accept);
        List<String> arrived = new CopyOnWriteArrayList<>();
        page.page().onResponse(answer -> {
            if (answer.request().method().equals("PUT") && answer.status() == 200) {
                arrived.add(answer.url().replaceFirst(".*(partNumber=[0-9]+).*", "$1"));
            }
        });
        Wire wire = new Wire(page.page());
        wire.carriesUp(SLOW);
        Path film = large("film.zip", SIZE);
        page.choose(film);
        page.page().waitForCondition(() -> !arrived.isEmpty());
        page.page().reload();
        Locator upload = page.upload("film.zip");
        assertThat(upload).containsText("Interrupted. Choose the file again to resume.");
        assertThat(upload.locator(".place")).hasText("Acme");
        Pictures.of(page.page(), "upload-interrupted");
        wire.carriesUp(-1);
        Locator again = upload.getByLabel("Same file as film.zip");
        again.setInputFiles(large("other.zip", SIZE + 1));
        assertThat(page.notices()).containsText("other.zip is not the file that was begun: choose film.zip, unchanged");
        again.setInputFiles(film);
        page.shows("film.zip");
        assertThat(sizeIn(ann)).isEqualTo(SIZE);
        assertThat(arrived).as("parts, none sent twice").doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }

    @Test
    void oneThatIsTooLargeIsRefusedBeforeAByteIsSent(Visitors visitors, StorageServer server) throws IOException {
        Person ann = Person.in(server, acme);
        StoragePage page = ann.arrive(visitors, acme);
        page.tab().complaints().expect("status of 4");
        page.choose(large("huge.zip", (100 << 20) + 1));
        assertThat(page.upload("huge.zip")).containsText("104857600");
        assertThat(ann.in(acme).namesListed()).isEmpty();
    }

    private static long sizeIn(Person person) {
        return person.in(person.organizations().getFirst())
                .get("/list")
                .json()
                .path("files")
                .path(0)
                .path("size")
                .asLong();
    }

    private Path large(String name, long size) throws IOException {
        Path path = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return path;
    }
}
