package dev.orgstorage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What uploads leave in the folder of a bucket whose process is killed. S3Proxy writes each to a file beside the
 * object's, named like it and a random UUID, then notes what is known of it, its ETag first, and then puts it in its
 * place. It lists such files as objects; without an ETag, they spoil every listing.
 */
final class UnfinishedUploads {
    private static final Pattern BESIDE = Pattern.compile(
            "(?<object>.+)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Pattern.DOTALL);
    private static final String ETAG = "user.content-md5";

    private UnfinishedUploads() {}

    /** Removes them, but for one that was whole and not yet in its place: it cannot be told from an object. */
    static void remove(Path bucket) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = BESIDE.matcher(file.getFileName().toString());
                if (name.matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && isLeft(file, file.resolveSibling(name.group("object")))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isLeft(Path file, Path object) throws IOException {
        boolean inItsPlace = Files.exists(object) && Files.isSameFile(file, object);
        return inItsPlace || !hasETag(file);
    }

    private static boolean hasETag(Path file) throws IOException {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                .list()
                .contains(ETAG);
    }
}
