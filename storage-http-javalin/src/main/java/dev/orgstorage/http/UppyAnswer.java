package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.SignedPart;
import java.util.Map;
import java.util.TreeMap;

/** What Uppy reads, in Companion's words. Times are in seconds. */
final class UppyAnswer {
    /** Uppy asks for it and makes nothing of it; ours is nobody's business. */
    private static final String BUCKET = "";

    private UppyAnswer() {}

    /** One PUT, with these headers; {@code fields} would be those of a form, which R2 does not take. */
    record Parameters(
            String method, String url, Map<String, String> headers, Map<String, String> fields, long expires) {
        static Parameters of(SignedFile started) {
            return new Parameters(
                    started.request().method(),
                    started.request().url().toString(),
                    new TreeMap<>(started.request().headers()),
                    Map.of(),
                    started.request().life().toSeconds());
        }
    }

    record Created(String key, String uploadId, String bucket) {
        static Created of(FileRecord begun) {
            return new Created(begun.key().value(), begun.id().toString(), BUCKET);
        }
    }

    /** With the ETag as S3 has it: in quotes. */
    record Part(
            @JsonProperty("PartNumber") int number,
            @JsonProperty("ETag") String etag,
            @JsonProperty("Size") long size) {
        static Part of(UploadedPart part) {
            return new Part(part.number(), '"' + part.etag() + '"', part.size());
        }
    }

    record PartUrl(String method, String url, Map<String, String> headers, long expires) {
        static PartUrl of(SignedPart part) {
            return new PartUrl(
                    part.request().method(),
                    part.request().url().toString(),
                    new TreeMap<>(part.request().headers()),
                    part.request().life().toSeconds());
        }
    }

    /** The location is the file's stable link: whoever may read it is led to its bytes. */
    record Completed(String location, String key, String bucket) {
        static Completed of(FileRecord file) {
            return new Completed(StorageApi.linkTo(file), file.key().value(), BUCKET);
        }
    }
}
