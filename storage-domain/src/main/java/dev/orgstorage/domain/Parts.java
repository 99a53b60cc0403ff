package dev.orgstorage.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a file of so many bytes is cut into parts: all of one size, but the last, which has what is left. */
public record Parts(long size, long partSize) {
    /** What S3 takes of one file. */
    public static final int MOST = 10_000;

    /** What S3 takes of a part that is not the last: 5 MiB. */
    public static final long SMALLEST = 5L << 20;

    /** What S3 takes of any part: 5 GiB. */
    public static final long LARGEST = 5L << 30;

    /** The size of parts where nobody names another and the file is not too large for it: 16 MiB. */
    public static final long USUAL = 16L << 20;

    private static final int MOST_NAMED = 5;

    /** @throws StorageException.Invalid if there is nothing to cut, or S3 takes no parts of this size, or not so many */
    public Parts {
        if (size < 1) {
            throw new StorageException.Invalid(
                    "fileSize", "is " + size + ": an empty file cannot come in parts; send it in one PUT");
        }
        if (partSize < SMALLEST || partSize > LARGEST) {
            throw new StorageException.Invalid(
                    "partSize", "is not within " + SMALLEST + " to " + LARGEST + " bytes, but " + partSize);
        }
        if (Math.ceilDiv(size, partSize) > MOST) {
            throw new StorageException.Invalid(
                    "partSize",
                    "makes %s parts of %s bytes, and there may be %s; the smallest for this file is %s"
                            .formatted(Math.ceilDiv(size, partSize), size, MOST, Math.ceilDiv(size, MOST)));
        }
    }

    /** Of the usual size, or as large as it takes. */
    public static Parts of(Content content) {
        return new Parts(content.size(), Math.max(USUAL, Math.ceilDiv(content.size(), MOST)));
    }

    public int count() {
        return Math.toIntExact(Math.ceilDiv(size, partSize));
    }

    /** @throws StorageException.Invalid if there is no such part */
    public long sizeOf(int number) {
        if (number < 1 || number > count()) {
            throw new StorageException.Invalid(
                    "numbers", "has part " + number + ", and the parts of this file are 1 to " + count());
        }
        return number < count() ? partSize : size - (number - 1) * partSize;
    }

    /** What of that is not what was promised, in words; empty if all is. */
    public List<String> differencesFrom(List<UploadedPart> there) {
        List<String> differences = new ArrayList<>();
        for (UploadedPart part : there) {
            if (part.number() < 1 || part.number() > count()) {
                differences.add("part " + part.number() + " is beyond the last, " + count());
            } else if (part.size() != sizeOf(part.number())) {
                differences.add(
                        "part " + part.number() + " has " + part.size() + " bytes, promised " + sizeOf(part.number()));
            }
        }
        return differences.size() > MOST_NAMED ? differences.subList(0, MOST_NAMED) : differences;
    }

    /** Which have not arrived, in words, such as {@code "3 of 7 parts are missing: 2, 5, 6"}; empty if all have. */
    public String missingFrom(List<UploadedPart> there) {
        Set<Integer> arrived = there.stream().map(UploadedPart::number).collect(Collectors.toSet());
        List<Integer> missing = IntStream.rangeClosed(1, count())
                .filter(number -> !arrived.contains(number))
                .boxed()
                .toList();
        if (missing.isEmpty()) {
            return "";
        }
        String first = missing.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return "%s of %s parts are missing: %s%s"
                .formatted(missing.size(), count(), first, missing.size() > MOST_NAMED ? ", …" : "");
    }
}
