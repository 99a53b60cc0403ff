package dev.orgstorage.http.server;

import static java.util.stream.Collectors.joining;

import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.http.server.Wire.Answer;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Uploads a file as clients do, tries to upload what was not promised, and looks at what has come of it. */
final class UploadCheckup {
    private static final int PRECONDITION_FAILED = 412;
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String AGAIN = "see whether the bucket still answers, and run this again";
    private static final String NOT_FIT =
            "do not use this S3, or not as it is set up: it does not hold clients to what was signed";

    private final ObjectStore objects;
    private final ThrowAway files;
    private final FileRecord file;
    private final SignedRequest upload;
    private final Examination examination;

    UploadCheckup(ObjectStore objects, ThrowAway files, Examination examination) {
        this.objects = objects;
        this.files = files;
        this.file = files.file();
        this.upload = files.upload(file);
        this.examination = examination;
    }

    /** The file that is in the bucket now; empty if it was not taken. */
    Optional<FileRecord> run() {
        if (!examination.look("signed upload", AGAIN, this::signedUpload)) {
            return Optional.empty();
        }
        examination.look("no overwriting", AGAIN, this::noOverwriting);
        examination.look("signed length", AGAIN, this::signedLength);
        examination.look("signed type", AGAIN, this::signedType);
        examination.look("SHA-256 checked", AGAIN, this::checksumChecked);
        examination.look("SHA-256 kept", AGAIN, this::checksumKept);
        examination.look("metadata", AGAIN, this::metadata);
        examination.look("listed", AGAIN, this::listed);
        examination.look("signed download", AGAIN, this::signedDownload);
        return Optional.of(file);
    }

    private Outcome signedUpload() throws IOException, InterruptedException {
        Answer answer = Wire.send(upload, ThrowAway.TEXT);
        if (answer.accepted()) {
            return Outcome.ok("taken");
        }
        return Outcome.failed(
                "refused: " + answer,
                switch (answer.code()) {
                    case "AccessDenied", "Unauthorized" -> BucketCheckup.permission("write");
                    case "NotImplemented" -> "use an S3 that knows If-None-Match with PUT";
                    case "SignatureDoesNotMatch" -> "have nothing in between that changes the headers of requests";
                    default -> AGAIN;
                });
    }

    private Outcome noOverwriting() throws IOException, InterruptedException {
        Answer answer = Wire.send(upload, ThrowAway.TEXT);
        if (answer.accepted()) {
            return Outcome.failed("If-None-Match is ignored: uploads could be overwritten", NOT_FIT);
        }
        return answer.status() == PRECONDITION_FAILED
                ? Outcome.ok("a second upload is refused")
                : Outcome.warning(
                        "a second upload is refused, but with " + answer,
                        "nothing, but know: 412 would tell a client that tries again that its upload has arrived");
    }

    private Outcome signedLength() throws IOException, InterruptedException {
        FileRecord promised = files.file();
        return refused(promised, files.upload(promised), ThrowAway.TEXT + "!", "files of any length could be uploaded");
    }

    private Outcome signedType() throws IOException, InterruptedException {
        FileRecord promised = files.file();
        SignedRequest signed = files.upload(promised);
        Map<String, String> headers = new HashMap<>(signed.headers());
        headers.put("Content-Type", "text/html");
        SignedRequest changed = new SignedRequest(signed.method(), signed.url(), headers, signed.life());
        return refused(promised, changed, ThrowAway.TEXT, "files of any type could be uploaded");
    }

    private Outcome checksumChecked() throws IOException, InterruptedException {
        FileRecord promised = files.fileWithChecksum();
        return refused(
                promised, files.upload(promised), ThrowAway.OTHER_TEXT, "a damaged upload could pass for a whole one");
    }

    /** A bucket may refuse by hanging up before it has read all. Then there has to be nothing. */
    private Outcome refused(FileRecord promised, SignedRequest request, String body, String otherwise)
            throws IOException, InterruptedException {
        boolean accepted;
        try {
            accepted = Wire.send(request, body).accepted();
        } catch (IOException hungUp) {
            accepted = objects.stat(promised.key()).isPresent();
        }
        return accepted ? Outcome.failed("not enforced: " + otherwise, NOT_FIT) : Outcome.ok("enforced");
    }

    private Outcome checksumKept() throws IOException, InterruptedException {
        FileRecord promised = files.fileWithChecksum();
        Answer answer = Wire.send(files.upload(promised), ThrowAway.TEXT);
        if (!answer.accepted()) {
            return Outcome.failed("an upload with a checksum is refused: " + answer, NOT_FIT);
        }
        return objects.stat(promised.key())
                        .map(stored -> Objects.equals(promised.content().checksum(), stored.checksum()))
                        .orElse(false)
                ? Outcome.ok("told by HEAD")
                : Outcome.warning(
                        "not told by HEAD",
                        "nothing, but know: a checksum is looked at while its upload comes in, and never again");
    }

    private Outcome metadata() {
        Optional<StoredObject> stored = objects.stat(file.key());
        if (stored.isEmpty()) {
            return Outcome.failed("what was uploaded is not there", AGAIN);
        }
        Map<String, String> kept = new HashMap<>(stored.get().metadata());
        kept.keySet().retainAll(ObjectMetadata.of(file).keySet());
        String differing = differing(Map.of(
                "size", stored.get().size() == file.content().size(),
                "type", stored.get().type().equals(file.content().type().value()),
                "metadata", kept.equals(ObjectMetadata.of(file))));
        return differing.isEmpty()
                ? Outcome.ok("told as it was sent")
                : Outcome.failed(
                        "what is told of an object differs: " + differing,
                        "use an S3 that keeps it: records could not be made anew from this bucket");
    }

    private Outcome listed() {
        String key = file.key().value();
        ObjectPage page = objects.list(key, null, 1);
        return page.entries().stream()
                        .anyMatch(entry -> entry.key().equals(file.key())
                                && entry.size() == file.content().size())
                ? Outcome.ok("at once")
                : Outcome.failed("not listed", "use an S3 whose listings are never late");
    }

    private Outcome signedDownload() throws IOException, InterruptedException {
        Answer answer = Wire.send(objects.signDownload(file, Disposition.ATTACHMENT, LIFE));
        if (!answer.accepted()) {
            return Outcome.failed("refused: " + answer, BucketCheckup.permission("read"));
        }
        String name = ContentDisposition.of(Disposition.ATTACHMENT, file.name());
        String type = file.content().type().value();
        String differing = differing(Map.of(
                "bytes", answer.body().equals(ThrowAway.TEXT),
                "Content-Disposition", answer.header("Content-Disposition").equals(name),
                "Content-Type", answer.header("Content-Type").equals(type)));
        return differing.isEmpty()
                ? Outcome.ok("under its name and type")
                : Outcome.failed("what comes back differs: " + differing, NOT_FIT);
    }

    /** Which of these are not the same, by name. */
    private static String differing(Map<String, Boolean> same) {
        return same.entrySet().stream()
                .filter(one -> !one.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .collect(joining(", "));
    }
}
