package dev.orgstorage.http.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the lines of all loggers go: to standard error. What libraries say below {@code info} is never logged, as it may
 * hold signatures, headers and values of statements.
 */
final class Logging {
    /** What a server says of itself. */
    static final String SERVER = "orgstorage.server";

    private static final String TEXT = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %level %logger - %msg%n";

    /** Those that say less than others by themselves. */
    private static final Map<String, Level> QUIETER = Map.of(
            // What clients get wrong is answered, and in the access log.
            "org.eclipse.jetty.http.HttpParser", Level.ERROR,
            "org.eclipse.jetty.util.HostPort", Level.ERROR,
            // Greetings, and advice for developers.
            "org.jooq.Constants", Level.WARN);

    enum Format {
        TEXT,
        JSON
    }

    private Logging() {}

    /** From now on in this form, and from this level on. */
    static void start(Format format, org.slf4j.event.Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(
                switch (format) {
                    case TEXT -> text(context);
                    case JSON -> json(context);
                });
        console.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(console);
        set(context, Level.convertAnSLF4JLevel(level));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(SERVER).error("Thread {} died", thread.getName(), failure));
    }

    private static void set(LoggerContext context, Level level) {
        Level ofLibraries = level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO;
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(ofLibraries);
        QUIETER.forEach((name, quieter) -> context.getLogger(name).setLevel(quieter));
        context.getLogger("dev.orgstorage").setLevel(level);
        context.getLogger(SERVER).setLevel(Level.INFO);
        context.getLogger(AccessLog.NAME).setLevel(Level.INFO);
    }

    /** To who gives a command, we say in our own words that the database is down, once. */
    static void leaveFailuresOfThePoolToUs() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("com.zaxxer.hikari.pool.HikariPool").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(TEXT);
        text.start();
        return text;
    }

    /** One object a line: time, level, logger, message, what is known of the request, and an exception as text. */
    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setTimestamp("time");
        names.setLogger("logger");
        names.setStackTrace("exception");
        names.setThread(null);
        names.setLevelValue(null);
        names.setVersion(null);
        LogstashEncoder json = new LogstashEncoder();
        json.setContext(context);
        json.setFieldNames(names);
        json.setTimeZone("UTC");
        json.setIncludeContext(false);
        json.setIncludeTags(false);
        json.start();
        return json;
    }
}
