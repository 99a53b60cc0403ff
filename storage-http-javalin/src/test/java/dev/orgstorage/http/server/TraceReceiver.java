package dev.orgstorage.http.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Somebody who collects traces by OTLP over HTTP, and keeps all that came. */
final class TraceReceiver implements AutoCloseable {
    private final Queue<ExportTraceServiceRequest> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A span; ids in hexadecimal digits, without a parent an empty text. */
    record Part(
            String name,
            Span.SpanKind kind,
            String trace,
            String id,
            String parent,
            boolean failed,
            Map<String, String> attributes) {
        static Part of(Span span) {
            return new Part(
                    span.getName(),
                    span.getKind(),
                    HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                    HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                    HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                    span.getStatus().getCodeValue() == 2,
                    TraceReceiver.attributes(span.getAttributesList()));
        }
    }

    List<Part> parts() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(Part::of)
                .toList();
    }

    /** What is said of who sends. */
    Map<String, String> sender() {
        ResourceSpans any = received.element().getResourceSpans(0);
        return attributes(any.getResource().getAttributesList());
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        one -> one.getValue().hasIntValue()
                                ? String.valueOf(one.getValue().getIntValue())
                                : one.getValue().getStringValue()));
    }

    /** Everything that came, as text. */
    String all() {
        return received.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
