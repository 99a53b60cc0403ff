package dev.orgstorage.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test its {@link Visitors} and the {@link StorageServer} that all tests share, and holds against it whatever
 * went wrong in one of its tabs. There is one server for all, and one browser for each thread.
 */
final class InBrowser
        implements BeforeAllCallback, AfterEachCallback, ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Chromium.require();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Visitors.class || type == StorageServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StorageServer.class ? server(context) : visitors(context);
    }

    private static StorageServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(StorageServer.class, key -> StorageServer.withSampleUsers(), StorageServer.class);
    }

    private static Visitors visitors(ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Thread.currentThread(), thread -> new Chromium(), Chromium.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Visitors.class, key -> new Visitors(chromium.browser()), Visitors.class);
    }

    /** What the browser complained about says more than what the test did not find. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Visitors visitors = context.getStore(NAMESPACE).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.picture(context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName());
            visitors.complaints().forEach(complaint -> failure.addSuppressed(new AssertionError(complaint)));
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors = context.getStore(NAMESPACE).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            boolean hasFailed = context.getExecutionException().isPresent();
            visitors.leave(hasFailed);
        }
    }
}
