package dev.orgstorage.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.usecase.SignedFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signs for Uppy's {@code signRequest}, which believes that it talks to S3 itself. Bytes go to the bucket. An upload is
 * begun and completed here, at the moment that is to be signed for, so that a refusal is told in the answer; the URL that
 * comes back leads to us, and tells in S3's XML what came of it.
 */
final class UppySigning {
    private static final String SIGN = "/uppy/sign";
    private static final String XML = "/uppy/s3-xml/{uploadId}";

    private final UppyUploads uploads;
    private final Function<Context, Caller> callers;

    UppySigning(UppyUploads uploads, Function<Context, Caller> callers) {
        this.uploads = uploads;
        this.callers = callers;
    }

    void mount(RoutesConfig routes) {
        StorageApi.route(routes, POST, SIGN, Deed.UPLOAD_URL, this::sign);
        StorageApi.route(routes, POST, XML + "/created", Deed.READ, this::created);
        StorageApi.route(routes, GET, XML + "/parts", Deed.READ, this::parts);
        StorageApi.route(routes, POST, XML + "/completed", Deed.READ, this::completed);
        StorageApi.route(routes, DELETE, XML, Deed.DELETE, this::abort);
    }

    private void sign(Context request) {
        Caller caller = callers.apply(request);
        SignRequest wanted = Requests.json(request, SignRequest.class);
        StorageApi.answer(
                request, wanted.uploadId() == null ? begin(request, caller, wanted) : goOn(request, caller, wanted));
    }

    private Signed begin(Context request, Caller caller, SignRequest wanted) {
        return switch (wanted.named()) {
            case "PUT" -> {
                SignedFile started = uploads.start(caller, wanted.file());
                AuditDraft.of(request).about(started.file());
                yield new Signed(
                        started.request().url().toString(),
                        started.file().key().value(),
                        new TreeMap<>(started.request().headers()));
            }
            case "POST" -> {
                FileRecord begun = uploads.begin(caller, wanted.file());
                AuditDraft.of(request).about(begun);
                yield here(begun, "/created");
            }
            default -> throw wanted.refused();
        };
    }

    private Signed goOn(Context request, Caller caller, SignRequest wanted) {
        UppyUploads.Wanted upload = uploads.wanted(caller, wanted.uploadId(), wanted.key(), request);
        AuditDraft draft = AuditDraft.of(request);
        return switch (wanted.named()) {
            case "PUT" -> {
                int number = Required.field("partNumber", wanted.partNumber());
                yield new Signed(
                        uploads.signPart(upload, number).request().url().toString(),
                        upload.file().key().value(),
                        Map.of());
            }
            case "GET" -> {
                draft.deed(Deed.READ);
                yield here(upload.file(), "/parts");
            }
            case "POST" -> {
                draft.deed(Deed.UPLOAD);
                uploads.complete(upload);
                yield here(upload.file(), "/completed");
            }
            case "DELETE" -> {
                draft.deed(Deed.DELETE);
                yield here(upload.file(), "");
            }
            default -> throw wanted.refused();
        };
    }

    private static Signed here(FileRecord file, String told) {
        return new Signed(
                StorageApi.ROOT + XML.replace("{uploadId}", file.id().toString()) + told,
                file.key().value(),
                Map.of());
    }

    private void created(Context request) {
        xml(request, S3Xml.created(known(request).file()));
    }

    private void parts(Context request) {
        UppyUploads.Wanted upload = known(request);
        xml(request, S3Xml.parts(upload.file(), uploads.parts(upload)));
    }

    private void completed(Context request) {
        FileRecord file = known(request).file();
        if (!file.isReady()) {
            throw new StorageException.NotUploaded(file.id());
        }
        xml(request, S3Xml.completed(file));
    }

    private UppyUploads.Wanted known(Context request) {
        return uploads.wanted(callers.apply(request), request.pathParam("uploadId"), request);
    }

    private void abort(Context request) {
        uploads.abort(known(request));
        request.status(HttpStatus.NO_CONTENT);
    }

    private static void xml(Context request, String document) {
        request.contentType("application/xml").result(document);
    }

    /** As Uppy says it, and of the file what the application adds. */
    record SignRequest(
            @Nullable String method,
            @Nullable String key,
            @Nullable String uploadId,
            @Nullable Integer partNumber,
            @Nullable String contentType,
            @Nullable Integer expiresIn,
            @Nullable String fileName,
            @Nullable String fileType,
            @Nullable Long fileSize) {
        private String named() {
            return Required.field("method", method);
        }

        private UppyFile file() {
            return UppyFile.of(
                    Required.field("fileName", fileName),
                    fileType == null ? contentType : fileType,
                    Required.field("fileSize", fileSize));
        }

        private StorageException.Invalid refused() {
            return new StorageException.Invalid("method", "is nothing that is signed for an upload");
        }
    }

    /** A path of ours, or a URL of the bucket. */
    record Signed(String url, String key, Map<String, String> headers) {}
}
