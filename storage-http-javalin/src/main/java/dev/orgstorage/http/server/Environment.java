package dev.orgstorage.http.server;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Takes an option that was not given from the environment variable that its label names: in capitals. */
final class Environment implements IDefaultValueProvider {
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]+");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec option) {
        String label = option.paramLabel();
        @Nullable String value = names(option) ? variables.get(label) : null;
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether the option's label is a variable's name. */
    static boolean names(ArgSpec option) {
        return VARIABLE.matcher(option.paramLabel()).matches();
    }
}
