package dev.orgstorage.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts that came when their upload had ended, complete or aborted. S3Proxy takes them all the same, as hidden files that
 * nothing shows and nothing removes. An upload that has not ended has, beside its parts, a file that stands for it.
 */
final class LateParts {
    private static final Pattern HIDDEN = Pattern.compile("\\.mpus-[0-9a-f]{8}-[0-9a-f]{4}-.+", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("(?<upload>.+)-[0-9]{1,5}", Pattern.DOTALL);
    private static final String UNDER_WAY = "-stub";

    private LateParts() {}

    /** Removes them. To be called while nothing is sent. */
    static void remove(Path bucket) throws IOException {
        for (Path hidden : hidden(bucket)) {
            Files.walkFileTree(hidden, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isLate(file)) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    deleteIfEmpty(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** S3Proxy makes folders of the slashes of a key, so that these are the first ones, or files of keys without any. */
    private static List<Path> hidden(Path bucket) throws IOException {
        try (Stream<Path> entries = Files.list(bucket)) {
            return entries.filter(entry ->
                            HIDDEN.matcher(entry.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static boolean isLate(Path file) {
        Matcher part = PART.matcher(file.getFileName().toString());
        return part.matches() && Files.notExists(file.resolveSibling(part.group("upload") + UNDER_WAY));
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException uploadsUnderWay) {
            // It stays with them.
        }
    }
}
