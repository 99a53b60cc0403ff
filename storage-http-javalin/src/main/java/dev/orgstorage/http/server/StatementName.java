package dev.orgstorage.http.server;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement is called in a trace: what it does, and to which table first. */
final class StatementName {
    private static final Pattern VERB = Pattern.compile("\\b(select|insert|update|delete)\\b");
    private static final Pattern TABLE = Pattern.compile("\"storage\"\\.\"([a-z_]+)\"");

    private StatementName() {}

    static String of(String sql) {
        Matcher verb = VERB.matcher(sql);
        Matcher table = TABLE.matcher(sql);
        String does = verb.find() ? verb.group().toUpperCase(Locale.ROOT) : "SQL";
        return table.find() ? does + " " + table.group(1) : does;
    }
}
