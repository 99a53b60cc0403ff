package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in which an embedded bucket keeps what is of uploads in parts. */
record HiddenFiles(Path bucket) {
    private static final String BEGINNING = ".mpus-";
    private static final String ALSO = ".s3proxy-mpu-stub-";
    private static final int ID = 36;

    /** By their names in the bucket. */
    List<String> names() {
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .filter(name -> name.startsWith(BEGINNING) || name.startsWith(ALSO))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of each upload of which there is anything; for what belongs to none, its own name. */
    List<ObjectKey> unfinishedUploads() {
        List<String> names = names();
        List<String> uploads = names.stream()
                .filter(name -> name.startsWith(BEGINNING))
                .map(name -> name.substring(BEGINNING.length(), name.lastIndexOf('-')))
                .distinct()
                .toList();
        Stream<String> others = names.stream()
                .filter(name -> name.startsWith(ALSO))
                .filter(name -> uploads.stream().noneMatch(upload -> upload.startsWith(name.substring(ALSO.length()))));
        return Stream.concat(uploads.stream().map(upload -> upload.substring(ID + 1)), others)
                .map(ObjectKey::new)
                .toList();
    }
}
