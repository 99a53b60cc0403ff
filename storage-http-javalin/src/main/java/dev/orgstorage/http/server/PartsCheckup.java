package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.http.server.Wire.Answer;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.time.Duration;

/** Sends a part of a file as clients do, and ends the upload. */
final class PartsCheckup {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String REMEDY =
            "let the keys begin, list and abort uploads in parts: of AWS, s3:ListBucketMultipartUploads,"
                    + " s3:ListMultipartUploadParts and s3:AbortMultipartUpload; without them large files cannot be uploaded";

    private final ObjectStore objects;
    private final ThrowAway files;
    private final Examination examination;

    PartsCheckup(ObjectStore objects, ThrowAway files, Examination examination) {
        this.objects = objects;
        this.files = files;
        this.examination = examination;
    }

    void run() {
        examination.look("uploads in parts", REMEDY, this::parts);
    }

    private Outcome parts() throws IOException, InterruptedException {
        MultipartUploads uploads = objects.multipart();
        FileRecord file = files.file();
        UploadId upload = uploads.begin(file);
        Outcome taken = part(uploads, file, upload);
        uploads.abortAll(file.key());
        return uploads.parts(file.key(), upload).isEmpty()
                ? taken
                : Outcome.failed("what was aborted is still there", REMEDY);
    }

    private static Outcome part(MultipartUploads uploads, FileRecord file, UploadId upload)
            throws IOException, InterruptedException {
        int size = ThrowAway.TEXT.length();
        SignedRequest part = uploads.signPart(file, upload, 1, size, LIFE);
        Answer answer = Wire.send(part, ThrowAway.TEXT);
        if (!answer.accepted()) {
            return Outcome.failed("a part is refused: " + answer, REMEDY);
        }
        return uploads.parts(file.key(), upload)
                        .filter(there -> there.size() == 1 && there.getFirst().size() == size)
                        .isPresent()
                ? Outcome.ok("taken, told, and aborted")
                : Outcome.failed("a part that was taken is not told", REMEDY);
    }
}
