package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, its own and those of its libraries, read once. Their paths begin with what they are, taken
 * together: what was once kept under a path is right for ever.
 */
final class PageFiles {
    private static final String START = "index.html";
    private static final String ICONS = "icons.txt";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final String version;
    private final String start;
    private final Map<String, byte[]> files;

    private PageFiles(String version, String start, Map<String, byte[]> files) {
        this.version = version;
        this.start = start;
        this.files = files;
    }

    static PageFiles read() {
        Map<String, byte[]> all = own();
        WebJars libraries = new WebJars();
        libraries.files().forEach((path, bytes) -> all.put("lib/" + path, bytes));
        List<String> icons = text(all.remove(ICONS)).lines().toList();
        all.put("icons.svg", libraries.sprite(icons).getBytes(UTF_8));
        String version = version(all);
        String start = text(all.remove(START));
        Map<String, byte[]> files = new TreeMap<>();
        all.forEach((path, bytes) -> files.put(version + "/" + path, bytes));
        return new PageFiles(version, completed(start, version, files), files);
    }

    /** The modules are named, so that a browser need not find out about each from another. */
    private static String completed(String start, String version, Map<String, byte[]> files) {
        String modules = files.keySet().stream()
                .filter(path -> path.endsWith(".js"))
                .map(path -> "<link rel=\"modulepreload\" href=\"/page/" + path + "\">")
                .collect(Collectors.joining("\n  "));
        return start.replace("{version}", version).replace("<!-- modules -->", modules);
    }

    private static Map<String, byte[]> own() {
        try {
            URL folder = Objects.requireNonNull(PageFiles.class.getResource("page/"));
            if (!(folder.openConnection() instanceof JarURLConnection inJar)) {
                return within(Path.of(folder.toURI()));
            }
            // By its path, or there could be no other file system of this jar at the same time.
            try (FileSystem jar =
                    FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                return within(jar.getPath(inJar.getEntryName()));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> within(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), UTF_8);
    }

    /** Of the file of this path. */
    static String type(String path) {
        return Objects.requireNonNull(TYPES.get(path.substring(path.lastIndexOf('.') + 1)), path);
    }

    private static String version(Map<String, byte[]> files) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of all files together. */
    String version() {
        return version;
    }

    /** What a browser reads first. */
    String start() {
        return start;
    }

    /** How a policy names the one script that stands in the start itself. */
    String importMapHash() {
        Matcher map = IMPORT_MAP.matcher(start);
        if (!map.find()) {
            throw new IllegalStateException("The page has no import map");
        }
        byte[] digest = sha256().digest(map.group(1).getBytes(UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    /** Null if there is none. */
    byte @Nullable [] file(String path) {
        return files.get(path);
    }
}
