package dev.orgstorage.http;

import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers in the form of problems to what is refused before it reaches a route, such as a URL that cannot be read. */
final class ProblemPages extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String title = HttpStatus.forStatus(status).getMessage();
        Problem problem = Problem.of(status, title, ProblemCode.REFUSED.code(), title, null)
                .in(id(request));
        AnswerHeaders.put(response.getHeaders()::put);
        if (request.getAttribute(AnswerHeaders.ATTRIBUTE) instanceof HttpFields more) {
            more.forEach(response.getHeaders()::put);
        }
        response.getHeaders().put(RequestId.HEADER, id(request));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Json.write(problem)), callback);
    }

    private static String id(Request request) {
        if (request.getAttribute(RequestId.ATTRIBUTE) == null) {
            request.setAttribute(RequestId.ATTRIBUTE, RequestId.fresh());
        }
        return String.valueOf(request.getAttribute(RequestId.ATTRIBUTE));
    }
}
