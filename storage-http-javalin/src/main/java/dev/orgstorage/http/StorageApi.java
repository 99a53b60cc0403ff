package dev.orgstorage.http;

import static dev.orgstorage.http.OpenDownloadRequest.disposition;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.usecase.OpenDownload;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.Storage;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;

/** The routes under {@code /api/storage}. Safe to share between threads. */
public final class StorageApi {
    private static final String ROOT = "/api/storage";
    private static final String CONTEXT_HEADER = "X-Organization-Id";

    /** What Jetty lets through by default, and keys whose slashes, or whose owner's backslash, are percent-encoded. */
    private static final UriCompliance ENCODED_SLASHES = UriCompliance.DEFAULT.with(
            "encoded-slashes",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final Storage storage;
    private final Authenticator authenticator;

    public StorageApi(Storage storage, Authenticator authenticator) {
        this.storage = storage;
        this.authenticator = authenticator;
    }

    /** Adds the routes, and how {@link StorageException}s are answered, to a Javalin that is being made. */
    public void mount(JavalinConfig javalin) {
        RoutesConfig routes = javalin.routes;
        routes.before(ROOT + "/*", Requests::accept);
        reading(routes, "", this::list);
        reading(routes, "/list", this::list);
        reading(routes, "/context", this::context);
        routes.post(ROOT + "/upload-url", this::startUpload);
        routes.post(ROOT + "/uploads/{id}/complete", this::completeUpload);
        routes.post(ROOT + "/download-url", this::openDownload);
        reading(routes, "/files/{id}", this::file);
        reading(routes, "/files/{id}/content", this::content);
        routes.delete(ROOT + "/files/{id}", this::deleteById);
        routes.delete(ROOT + "/<fileKey>", this::deleteByKey);
        routes.exception(StorageException.class, Problems::answer);
        routes.exception(BodyRefused.class, Problems::answer);
        javalin.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(ENCODED_SLASHES));
    }

    /** HEAD is answered by the same hands as GET, not with a 200 that asked nobody. */
    private static void reading(RoutesConfig routes, String path, Handler handler) {
        routes.get(ROOT + path, handler);
        routes.head(ROOT + path, handler);
    }

    private void list(Context request) {
        Caller caller = caller(request);
        boolean signed = Requests.includesDownloadUrl(request);
        Function<FileRecord, FileResponse> file = signed ? this::withDownloadUrl : FileResponse::of;
        answer(request, FileListResponse.of(caller, storage.listFiles(caller, Requests.query(request)), file));
    }

    private void context(Context request) {
        Principal principal = authenticator.authenticate(request);
        answer(request, ContextResponse.of(principal, caller(principal, request)));
    }

    private void startUpload(Context request) {
        Caller caller = caller(request);
        StartUploadRequest upload = Requests.json(request, StartUploadRequest.class);
        answer(request, StartUploadResponse.of(storage.startUpload(caller, upload.name(), upload.content())));
    }

    private void completeUpload(Context request) {
        answer(request, FileResponse.of(storage.completeUpload(caller(request), Requests.id(request))));
    }

    private void openDownload(Context request) {
        Caller caller = caller(request);
        OpenDownloadRequest wanted = Requests.json(request, OpenDownloadRequest.class);
        SignedFile download = storage.openDownload(caller, wanted.file(), wanted.howShown(), OpenDownload.LINK_LIFE);
        answer(request, OpenDownloadResponse.of(download));
    }

    private void file(Context request) {
        answer(request, FileResponse.of(storage.file(caller(request), Requests.id(request))));
    }

    private void content(Context request) {
        Caller caller = caller(request);
        Disposition disposition = disposition(request.queryParam("disposition"));
        SignedFile download =
                storage.openDownload(caller, Requests.id(request), disposition, OpenDownload.REDIRECT_LIFE);
        request.header(Header.CACHE_CONTROL, "no-store");
        request.redirect(download.request().url().toString(), HttpStatus.FOUND);
    }

    private void deleteById(Context request) {
        storage.deleteFile(caller(request), Requests.id(request));
        answer(request, new MessageResponse("File deleted successfully"));
    }

    private void deleteByKey(Context request) {
        Caller caller = caller(request);
        Set<ObjectKey> keys =
                Refs.keysIn(request.path().substring(request.path().indexOf(ROOT) + ROOT.length() + 1));
        if (keys.stream().noneMatch(key -> deleted(caller, key))) {
            throw new StorageException.NotFound();
        }
        answer(request, new MessageResponse("File deleted successfully"));
    }

    private boolean deleted(Caller caller, ObjectKey key) {
        try {
            storage.deleteFile(caller, key);
            return true;
        } catch (StorageException.NotFound e) {
            return false;
        }
    }

    private Caller caller(Context request) {
        return caller(authenticator.authenticate(request), request);
    }

    private static Caller caller(Principal principal, Context request) {
        Caller caller = principal.caller(request.header(CONTEXT_HEADER));
        request.header(
                CONTEXT_HEADER,
                switch (caller.context()) {
                    case Owner.Personal personal -> Principal.PERSONAL;
                    case Owner.Organization(OrganizationId organization) -> organization.value();
                });
        return caller;
    }

    private FileResponse withDownloadUrl(FileRecord file) {
        return FileResponse.of(file, storage.signDownload(file).url().toString());
    }

    private static void answer(Context request, Object answer) {
        request.header(Header.CACHE_CONTROL, "no-store");
        request.contentType("application/json").result(Json.write(answer));
    }
}
