package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dev.orgstorage.browser.Person.Organization;
import dev.orgstorage.http.server.Client;
import dev.orgstorage.http.server.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uppy as it is, on a page of another origin, set up as docs/uppy.md says. */
@ExtendWith(InBrowser.class)
class UppyIT {
    private static final String THERE = "there";
    private static final int PART = 5 << 20;
    private static final int SEVERAL_PARTS = 40_000_000;

    /** Uppy cuts it by itself, as it does all beyond 100 MiB. */
    private static final int LARGE = 120_000_000;

    private static final int LARGEST = 150_000_000;

    @TempDir
    static Path folder;

    private static UppySite site;
    private static StorageServer server;

    private final Organization acme = Organization.of("Acme", "member");
    private Person ann;
    private Client files;

    @BeforeAll
    static void open() throws IOException {
        Tools.require("npm");
        site = new UppySite();
        server = new StorageServer(Map.of(
                "CORS_ORIGINS",
                site.origin(),
                "UPLOAD_MAX_SIZE",
                String.valueOf(LARGEST),
                "UPLOAD_TYPES",
                "image/*,text/*,application/pdf,application/octet-stream"));
    }

    @BeforeEach
    void meet() {
        ann = Person.in(server, acme);
        files = ann.in(acme);
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            server.close();
            site.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void smallFilesComeInOnePutEachWhateverTheirNames(String version, Visitors visitors) {
        List<FilePayload> chosen = List.of(
                Samples.picture("harbour.png"),
                Samples.text("empty.txt", ""),
                Samples.text("two  spaces and 100% + more?.txt", "a"),
                Samples.text("\"quoted\" 'twice' & <b>.txt", "b"),
                Samples.text("Grüße 履歴書 👩‍👩‍👧 עברית.txt", "Zoë"),
                new FilePayload("unheard.of-type", "", new byte[] {0, 1, 2, (byte) 0xff}),
                new FilePayload("no type", "", new byte[] {0}));
        UppyPage page = arrive(visitors, version).choose(chosen.toArray(FilePayload[]::new));
        assertThat(page.upload()).isEqualTo(chosen.stream().collect(Collectors.toMap(file -> file.name, any -> THERE)));
        assertThat(page.sent()).hasSize(chosen.size()).containsOnly(0);
        assertThat(files.namesListed())
                .containsExactlyInAnyOrderElementsOf(
                        chosen.stream().map(file -> file.name).toList());
        for (FilePayload file : chosen) {
            assertThat(files.download(id(file.name))).as(file.name).isEqualTo(file.buffer);
            assertThat(page.link(file.name)).contains("/" + id(file.name) + "-");
        }
        assertThat(type("harbour.png")).isEqualTo("image/png");
        assertThat(type("empty.txt")).isEqualTo("text/plain");
        assertThat(type("unheard.of-type")).isEqualTo("application/octet-stream");
        assertThat(type("no type")).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void aCutConnectionCostsNoPartThatHasArrived(String version, Visitors visitors) throws Exception {
        boolean large = version.equals("5") || Boolean.getBoolean("large");
        Path file = random("large " + version + ".bin", large ? LARGE : SEVERAL_PARTS);
        try (Cable cable = new Cable()) {
            UppyPage page = arriveBy(cable, visitors, version);
            if (!large) {
                page.inParts();
            }
            cable.breakAfter(Files.size(file) * 3 / 5, server.bucketPort(), 2);
            assertThat(page.choose(file).upload()).containsExactly(Map.entry(name(file), THERE));
            assertThat(cable.isMended()).isTrue();
            assertThat(page.sent()).containsExactlyInAnyOrderElementsOf(numbers(file));
            assertIsThere(page, file);
        }
    }

    /** Which version 5 begins anew. */
    @Test
    void afterAnOutageARetryGoesOnWhereItWas(Visitors visitors) throws Exception {
        Path file = random("retried.bin", SEVERAL_PARTS);
        try (Cable cable = new Cable()) {
            UppyPage page = arriveBy(cable, visitors, "6").inParts();
            page.tab().complaints().expect("\\[Uppy\\]");
            // Uppy tries four times; Chromium once more by itself, where it had used the connection before.
            cable.breakAfter(Files.size(file) / 2, server.bucketPort(), 4);
            assertThat(page.choose(file).upload().get(name(file))).contains("Network error");
            int before = page.sent().size();
            assertThat(before).isBetween(1, numbers(file).size() - 1);
            assertThat(page.retry()).containsExactly(Map.entry(name(file), THERE));
            assertThat(page.sent()).containsExactlyElementsOf(numbers(file));
            assertIsThere(page, file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void whatIsPausedGoesOnWhereItWas(String version, Visitors visitors) throws Exception {
        Path file = random("paused " + version + ".bin", SEVERAL_PARTS);
        UppyPage page = arrive(visitors, version).inParts().choose(file);
        page.onceAPartIsThere("uppy.pauseAll()").start().awaitThat();
        assertThat(files.namesListed()).isEmpty();
        assertThat(page.sent()).hasSizeBetween(1, numbers(file).size() - 1);
        page.page().evaluate("() => uppy.resumeAll()");
        assertThat(page.end()).containsExactly(Map.entry(name(file), THERE));
        assertThat(page.sent()).doesNotHaveDuplicates();
        assertIsThere(page, file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void whatIsCanceledLeavesNothing(String version, Visitors visitors) throws Exception {
        Path file = random("canceled " + version + ".bin", SEVERAL_PARTS);
        UppyPage page = arrive(visitors, version).inParts().choose(file);
        page.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("DELETE") && answer.ok(),
                        () -> page.onceAPartIsThere("uppy.cancelAll()").start().awaitThat());
        assertThat(page.end()).isEmpty();
        assertThat(server.filesOfTheBucket()).noneMatch(name -> name.contains(acme.id()) && !isLatePart(name));
        assertThat(files.namesListed()).isEmpty();
    }

    /** S3Proxy takes what was on its way when its upload ended; an upload that has not ended has a stub. */
    private static boolean isLatePart(String name) {
        return name.startsWith(".mpus-") && !name.endsWith("-stub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void aRefusalIsToldInTheServersWords(String version, Visitors visitors) throws Exception {
        Path tooLarge = folder.resolve("too large " + version + ".bin");
        try (RandomAccessFile hollow = new RandomAccessFile(tooLarge.toFile(), "rw")) {
            hollow.setLength(LARGEST + 1);
        }
        UppyPage page = arrive(visitors, version);
        page.tab().complaints().expect("status of 4");
        page.tab().complaints().expect("\\[Uppy\\]");
        page.choose(new FilePayload("setup.exe", "application/x-msdownload", new byte[] {'M', 'Z'}));
        page.choose(tooLarge);
        Map<String, String> said = page.upload();
        assertThat(said.get("setup.exe")).contains("application/x-msdownload").contains("image/*");
        assertThat(said.get(name(tooLarge))).contains(String.valueOf(LARGEST));
        assertThat(page.details()).containsAll(said.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6"})
    void aLieAboutATypeIsToldInTheServersWords(String version, Visitors visitors) {
        UppyPage page = arrive(visitors, version).inParts();
        page.tab().complaints().expect("status of 422");
        page.tab().complaints().expect("\\[Uppy\\]");
        page.choose(new FilePayload("page.png", "image/png", "<html><script>alert(1)</script>".getBytes(UTF_8)));
        assertThat(page.upload().get("page.png")).contains("image/png");
        assertThat(files.namesListed()).isEmpty();
    }

    private UppyPage arrive(Visitors visitors, String version) {
        return UppyPage.open(visitors.arrive(), version, site, ann, acme);
    }

    private UppyPage arriveBy(Cable cable, Visitors visitors, String version) {
        Tab tab = visitors.arrive(Look.DESKTOP.options().setProxy(cable.address()));
        tab.complaints().expect("net::ERR_");
        return UppyPage.open(tab, version, site, ann, acme);
    }

    private static List<Integer> numbers(Path file) throws IOException {
        return IntStream.rangeClosed(1, Math.ceilDiv((int) Files.size(file), PART))
                .boxed()
                .toList();
    }

    private void assertIsThere(UppyPage page, Path file) throws Exception {
        assertThat(files.namesListed()).containsExactly(name(file));
        String id = id(name(file));
        assertThat(page.link(name(file))).isEqualTo("/api/storage/files/" + id + "/content");
        assertThat(sha256(files.download(id))).isEqualTo(sha256(Files.readAllBytes(file)));
    }

    private String id(String name) {
        return listed(name, "id");
    }

    private String type(String name) {
        return listed(name, "mimeType");
    }

    private String listed(String name, String field) {
        return files.get("/list")
                .json()
                .path("files")
                .valueStream()
                .filter(file -> file.path("filename").asString().equals(name))
                .map(file -> file.path(field).asString())
                .findFirst()
                .orElseThrow();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Path random(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
