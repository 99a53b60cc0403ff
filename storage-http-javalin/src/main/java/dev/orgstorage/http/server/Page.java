package dev.orgstorage.http.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import org.jspecify.annotations.Nullable;

/** The web page at {@code /}, from the jar: its own files and its libraries, and nothing from anywhere else. */
final class Page {
    /** Where its files are; whoever asks for them need not be anybody. */
    static final String FILES = "/page/";

    private static final String POLICY = "Content-Security-Policy";

    private final PageFiles files;
    private final String policy;

    /** @param bucket the origin that signed URLs lead to */
    Page(PageFiles files, String bucket) {
        this.files = files;
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + files.importMapHash(),
                "style-src 'self'",
                "img-src 'self' data: blob: " + bucket,
                "media-src " + bucket,
                "frame-src " + bucket,
                "connect-src 'self' " + bucket,
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html");
    }

    void mount(JavalinConfig config) {
        reading(config, "/", this::start);
        reading(config, FILES + "*", this::file);
    }

    private static void reading(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    private void start(Context request) {
        request.header(POLICY, policy);
        request.header(Header.CACHE_CONTROL, "no-cache");
        request.header(Header.VARY, Header.ACCEPT_ENCODING);
        request.contentType("text/html; charset=utf-8").result(files.start());
    }

    private void file(Context request) {
        String path = request.path().substring(FILES.length());
        byte @Nullable [] file = files.file(path);
        if (file == null) {
            throw new NotFoundResponse();
        }
        String tag = '"' + files.version() + '"';
        request.header(Header.CACHE_CONTROL, "public, max-age=31536000, immutable");
        request.header(Header.VARY, Header.ACCEPT_ENCODING);
        request.header(Header.ETAG, tag);
        if (tag.equals(request.header(Header.IF_NONE_MATCH))) {
            request.status(304);
            return;
        }
        request.contentType(PageFiles.type(path)).result(file);
    }
}
