package dev.orgstorage.http;

import static dev.orgstorage.http.OpenDownloadRequest.disposition;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.usecase.OpenDownload;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.SignedFiles;
import dev.orgstorage.usecase.Storage;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes under {@code /api/storage}. Safe to share between threads. */
public final class StorageApi {
    static final String ROOT = "/api/storage";
    static final String CONTEXT_HEADER = "X-Organization-Id";

    private static final Logger LOG = LoggerFactory.getLogger(StorageApi.class);
    private static final String ANSWER = "orgstorage.answer";

    /** What Jetty lets through by default, and keys whose slashes, or whose owner's backslash, are percent-encoded. */
    private static final UriCompliance ENCODED_SLASHES = UriCompliance.DEFAULT.with(
            "encoded-slashes",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final Storage storage;
    private final Authenticator authenticator;
    private final @Nullable Audit audit;

    /** The routes without an audit trail. */
    public StorageApi(Storage storage, Authenticator authenticator) {
        this(storage, authenticator, null);
    }

    /** @param audit to be told of every request, and read at {@code /audit}; the caller closes it, after Javalin */
    public StorageApi(Storage storage, Authenticator authenticator, @Nullable Audit audit) {
        this.storage = storage;
        this.authenticator = authenticator;
        this.audit = audit;
    }

    /** Adds the routes, and how {@link StorageException}s are answered, to a Javalin that is being made. */
    public void mount(JavalinConfig javalin) {
        RoutesConfig routes = javalin.routes;
        List<String> all = List.of(ROOT, ROOT + "/*"); // both fit what ends in the slash
        for (String path : all) {
            routes.before(path, AnswerHeaders::answer);
            routes.before(path, Requests::accept);
            routes.before(path, request -> LogFields.put(LogFields.REQUEST_ID, RequestId.of(request)));
        }
        reading(routes, "", Deed.LIST, this::list);
        reading(routes, "/list", Deed.LIST, this::list);
        reading(routes, "/context", Deed.CONTEXT, this::context);
        reading(routes, "/usage", Deed.USAGE, this::usage);
        route(routes, POST, "/upload-url", Deed.UPLOAD_URL, this::startUpload);
        route(routes, POST, "/upload-urls", Deed.UPLOAD_URL, this::startUploads);
        route(routes, POST, "/uploads", Deed.UPLOAD_URL, this::startParts);
        reading(routes, "/uploads/{id}/parts", Deed.READ, this::uploadedParts);
        route(routes, POST, "/uploads/{id}/parts", Deed.UPLOAD_URL, this::signParts);
        route(routes, POST, "/uploads/{id}/complete", Deed.UPLOAD, this::completeUpload);
        route(routes, POST, "/download-url", Deed.DOWNLOAD_URL, this::openDownload);
        route(routes, POST, "/download-urls", Deed.DOWNLOAD_URL, this::openDownloads);
        reading(routes, "/files/{id}", Deed.READ, this::file);
        reading(routes, "/files/{id}/content", Deed.DOWNLOAD_URL, this::content);
        route(routes, PATCH, "/files/{id}", Deed.RENAME, this::rename);
        route(routes, DELETE, "/files/{id}", Deed.DELETE, this::deleteById);
        UppyUploads uppy = new UppyUploads(storage);
        new UppyApi(uppy, this::caller).mount(routes);
        new UppySigning(uppy, this::caller).mount(routes);
        route(routes, DELETE, "/<fileKey>", Deed.DELETE, this::deleteByKey);
        if (audit != null) {
            reading(routes, "/audit", Deed.AUDIT, request -> audit(audit, request));
            all.forEach(path -> routes.after(path, audit::write));
        }
        all.forEach(path -> routes.after(path, StorageApi::send));
        all.forEach(path -> routes.after(path, request -> LogFields.clear()));
        routes.exception(StorageException.class, Problems::answer);
        routes.exception(BodyRefused.class, Problems::answer);
        routes.exception(RateLimited.class, Problems::answer);
        javalin.jetty.modifyHttpConfiguration(StorageApi::configure);
    }

    /**
     * Jetty keeps the headers of a connection, to know them again. Behind a proxy they are of ever other users, and what is
     * kept is in vain; and it would read a token for another that differs in case alone.
     */
    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(ENCODED_SLASHES);
        http.setHeaderCacheSize(0);
    }

    /** HEAD is answered by the same hands as GET, not with a 200 that asked nobody. */
    private static void reading(RoutesConfig routes, String path, Deed deed, Handler handler) {
        route(routes, GET, path, deed, handler);
        route(routes, HEAD, path, deed, handler);
    }

    static void route(RoutesConfig routes, HandlerType method, String path, Deed deed, Handler handler) {
        routes.addHttpHandler(method, ROOT + path, request -> {
            AuditDraft.of(request).deed(deed);
            handler.handle(request);
        });
    }

    private void list(Context request) {
        Caller caller = caller(request);
        boolean signed = Requests.includesDownloadUrl(request);
        FilePage page = storage.listFiles(caller, Requests.query(request));
        answer(request, FileListResponse.of(caller, page, signed ? links(request, page.files()) : Map.of()));
    }

    /** For those that are served. */
    private Map<FileId, SignedRequest> links(Context request, List<FileRecord> files) {
        SignedFiles signed = storage.signDownloads(files);
        signed.altered().forEach(Problems::report);
        AuditDraft.of(request).downloads(signed.records());
        return signed.files().stream()
                .collect(Collectors.toMap(signedFile -> signedFile.file().id(), SignedFile::request));
    }

    private void context(Context request) {
        Principal principal = authenticator.authenticate(request);
        answer(request, ContextResponse.of(principal, caller(principal, request)));
    }

    private void usage(Context request) {
        Caller caller = caller(request);
        answer(request, UsageResponse.of(caller, storage.usage(caller)));
    }

    private void startUpload(Context request) {
        Caller caller = caller(request);
        StartUploadRequest upload = Requests.json(request, StartUploadRequest.class);
        SignedFile started = storage.startUpload(caller, upload.name(), upload.content());
        AuditDraft.of(request).about(started.file());
        answer(request, StartUploadResponse.of(started));
    }

    private void startUploads(Context request) {
        Caller caller = caller(request);
        StartUploadsRequest uploads = Requests.json(request, StartUploadsRequest.class);
        List<SignedFile> started = storage.startUploads(caller, uploads.all());
        AuditDraft.of(request).about(started.stream().map(SignedFile::file).toList());
        answer(request, StartUploadsResponse.of(started));
    }

    private void startParts(Context request) {
        Caller caller = caller(request);
        StartPartsRequest upload = Requests.json(request, StartPartsRequest.class);
        Long partSize = upload.partSize();
        FileRecord started = partSize == null
                ? storage.startMultipart(caller, upload.name(), upload.content())
                : storage.startMultipart(caller, upload.name(), upload.content(), partSize);
        answer(request, StartPartsResponse.of(found(request, started)));
    }

    private void uploadedParts(Context request) {
        Caller caller = caller(request);
        answer(request, PartsResponse.of(storage.uploadedParts(caller, wanted(request, Requests.id(request)))));
    }

    private void signParts(Context request) {
        Caller caller = caller(request);
        FileId id = wanted(request, Requests.id(request));
        List<Integer> numbers = Requests.json(request, SignPartsRequest.class).wanted();
        answer(request, SignPartsResponse.of(storage.signParts(caller, id, numbers)));
    }

    private void completeUpload(Context request) {
        Caller caller = caller(request);
        FileRecord file = storage.completeUpload(caller, wanted(request, Requests.id(request)));
        answer(request, FileResponse.of(found(request, file)));
    }

    private void openDownload(Context request) {
        Caller caller = caller(request);
        OpenDownloadRequest wanted = Requests.json(request, OpenDownloadRequest.class);
        SignedFile download =
                storage.openDownload(caller, wanted(request, wanted.file()), wanted.howShown(), OpenDownload.LINK_LIFE);
        found(request, download.file());
        answer(request, OpenDownloadResponse.of(download));
    }

    private void openDownloads(Context request) {
        Caller caller = caller(request);
        OpenDownloadsRequest wanted = Requests.json(request, OpenDownloadsRequest.class);
        SignedFiles signed = storage.openDownloads(caller, wanted.files(), wanted.howShown(), OpenDownload.LINK_LIFE);
        signed.altered().forEach(Problems::report);
        Map<String, Optional<FileRef>> missing = wanted.notAmong(signed.records());
        AuditDraft draft = AuditDraft.of(request);
        draft.about(signed.records());
        missing.values().forEach(file -> draft.missing(file.orElse(null)));
        answer(request, OpenDownloadsResponse.of(signed, missing.keySet()));
    }

    private void file(Context request) {
        Caller caller = caller(request);
        answer(request, FileResponse.of(storage.file(caller, wanted(request, Requests.id(request)))));
    }

    private void rename(Context request) {
        Caller caller = caller(request);
        FileId id = wanted(request, Requests.id(request));
        FileName name = Requests.json(request, RenameRequest.class).name();
        answer(request, FileResponse.of(found(request, storage.renameFile(caller, id, name))));
    }

    private void content(Context request) {
        Caller caller = caller(request);
        Disposition disposition = disposition(request.queryParam("disposition"));
        SignedFile download = storage.openDownload(
                caller, wanted(request, Requests.id(request)), disposition, OpenDownload.REDIRECT_LIFE);
        found(request, download.file());
        request.redirect(download.request().url().toString(), HttpStatus.FOUND);
    }

    private void deleteById(Context request) {
        Caller caller = caller(request);
        storage.deleteFile(caller, wanted(request, Requests.id(request))).ifPresent(file -> found(request, file));
        answer(request, new MessageResponse("File deleted successfully"));
    }

    private void deleteByKey(Context request) {
        Caller caller = caller(request);
        Set<ObjectKey> keys =
                Refs.keysIn(request.path().substring(request.path().indexOf(ROOT) + ROOT.length() + 1));
        if (keys.stream().noneMatch(key -> deleted(request, caller, key))) {
            throw new StorageException.NotFound();
        }
        answer(request, new MessageResponse("File deleted successfully"));
    }

    private boolean deleted(Context request, Caller caller, ObjectKey key) {
        try {
            storage.deleteFile(caller, wanted(request, key)).ifPresent(file -> found(request, file));
            return true;
        } catch (StorageException.NotFound e) {
            return false;
        }
    }

    private void audit(Audit trail, Context request) {
        Caller caller = caller(request);
        answer(request, AuditResponse.of(caller, trail.page(caller, Requests.auditQuery(request))));
    }

    private static <T extends FileRef> T wanted(Context request, T file) {
        AuditDraft.of(request).about(file);
        return file;
    }

    private static FileRecord found(Context request, FileRecord file) {
        AuditDraft.of(request).about(file);
        return file;
    }

    private Caller caller(Context request) {
        return caller(authenticator.authenticate(request), request);
    }

    private static Caller caller(Principal principal, Context request) {
        AuditDraft draft = AuditDraft.of(request);
        draft.by(principal.user(), Owner.of(principal.user()));
        LogFields.put(LogFields.USER, principal.user().value());
        Caller caller = principal.caller(request.header(CONTEXT_HEADER));
        draft.by(caller.user(), caller.context());
        String context = Principal.asHeader(caller.context());
        request.header(CONTEXT_HEADER, context);
        LogFields.put(LogFields.CONTEXT, context);
        return caller;
    }

    static void answer(Context request, Object answer) {
        request.contentType("application/json").attribute(ANSWER, Json.write(answer));
    }

    /**
     * Javalin would copy what it is given as a result, through a buffer of 32 KiB for each. What has become a result since
     * is a problem, and is answered instead. With its length, what is not compressed goes out in one piece.
     */
    private static void send(Context request) {
        byte @Nullable [] answer = request.attribute(ANSWER);
        if (answer != null && request.resultInputStream() == null) {
            request.attribute(ANSWER, null);
            try {
                if (request.header(Header.ACCEPT_ENCODING) == null) {
                    request.header(Header.CONTENT_LENGTH, Integer.toString(answer.length));
                }
                OutputStream output = request.outputStream();
                output.write(answer);
            } catch (IOException e) {
                LOG.debug("Whoever asked has gone", e);
            }
        }
    }

    /** The stable link to a file's bytes. */
    static String linkTo(FileRecord file) {
        return ROOT + "/files/" + file.id() + "/content";
    }
}
