package dev.orgstorage.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.usecase.SignedFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What <a href="https://uppy.io/docs/aws-s3/">Uppy's S3 uploader</a> asks of a Companion server, so that it uploads as it
 * is: in one PUT, or in parts.
 */
final class UppyApi {
    private static final String S3 = "/uppy/s3";
    private static final String UPLOAD = S3 + "/multipart/{uploadId}";

    /** That many parts are more than other bodies hold. */
    private static final List<String> LISTS_OF_PARTS = List.of("/complete", "/completed");

    private final UppyUploads uploads;
    private final Function<Context, Caller> callers;

    UppyApi(UppyUploads uploads, Function<Context, Caller> callers) {
        this.uploads = uploads;
        this.callers = callers;
    }

    static boolean serves(Context request) {
        return request.path().startsWith(StorageApi.ROOT + "/uppy/");
    }

    /** Whether the body is a list of parts, which nobody reads. */
    static boolean isToldOfParts(Context request) {
        return serves(request) && LISTS_OF_PARTS.stream().anyMatch(request.path()::endsWith);
    }

    void mount(RoutesConfig routes) {
        StorageApi.route(routes, GET, S3 + "/params", Deed.UPLOAD_URL, this::parameters);
        StorageApi.route(routes, POST, S3 + "/multipart", Deed.UPLOAD_URL, this::create);
        StorageApi.route(routes, GET, UPLOAD, Deed.READ, this::parts);
        StorageApi.route(routes, GET, UPLOAD + "/{partNumber}", Deed.UPLOAD_URL, this::signPart);
        StorageApi.route(routes, POST, UPLOAD + "/complete", Deed.UPLOAD, this::complete);
        StorageApi.route(routes, DELETE, UPLOAD, Deed.DELETE, this::abort);
    }

    /** It promises a file, though it is a GET: no page of somebody else's may make a browser send it. */
    private void parameters(Context request) {
        PageOrigin.changesSomething(request);
        Caller caller = callers.apply(request);
        SignedFile started = uploads.start(caller, UppyFile.inQuery(request));
        AuditDraft.of(request).about(started.file());
        StorageApi.answer(request, UppyAnswer.Parameters.of(started));
    }

    private void create(Context request) {
        Caller caller = callers.apply(request);
        UppyFile file = Requests.json(request, CreateRequest.class).file();
        FileRecord begun = uploads.begin(caller, file);
        AuditDraft.of(request).about(begun);
        StorageApi.answer(request, UppyAnswer.Created.of(begun));
    }

    private void parts(Context request) {
        StorageApi.answer(
                request,
                uploads.parts(wanted(request)).stream().map(UppyAnswer.Part::of).toList());
    }

    private void signPart(Context request) {
        long number = UppyFile.number("partNumber", request.pathParam("partNumber"));
        StorageApi.answer(request, UppyAnswer.PartUrl.of(uploads.signPart(wanted(request), number)));
    }

    private void complete(Context request) {
        StorageApi.answer(request, UppyAnswer.Completed.of(uploads.complete(wanted(request))));
    }

    /** Its answer has a body, as some clients read one. */
    private void abort(Context request) {
        uploads.abort(wanted(request));
        StorageApi.answer(request, Map.of());
    }

    private UppyUploads.Wanted wanted(Context request) {
        Caller caller = callers.apply(request);
        return uploads.wanted(caller, request.pathParam("uploadId"), request.queryParam("key"), request);
    }

    /** Of {@code metadata}, the size is needed, which has to be put there: Uppy itself tells nobody. */
    record CreateRequest(
            @Nullable String filename,
            @Nullable String type,
            @Nullable Map<String, @Nullable Object> metadata) {
        UppyFile file() {
            return UppyFile.of(filename, type, Required.field("metadata", metadata)::get);
        }
    }
}
