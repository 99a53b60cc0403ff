package dev.orgstorage.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A POST by https to {@code files.example}, with nothing but these headers, cookies and parameters. */
record Asked(Map<String, String> headers, Map<String, String> cookies, Map<String, String> parameters) {
    Context request() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "header" -> headers.get((String) arguments[0]);
                    case "cookie" -> cookies.get((String) arguments[0]);
                    case "queryParam" -> parameters.get((String) arguments[0]);
                    case "queryParamMap" -> lists();
                    case "method" -> HandlerType.POST;
                    case "scheme" -> "https";
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private Map<String, List<String>> lists() {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    }

    /** Lines of {@code name=value}. */
    static Map<String, String> lines(String text) {
        Map<String, String> lines = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("=", 2);
            lines.put(parts[0], parts[parts.length - 1]);
        }
        return lines;
    }
}
