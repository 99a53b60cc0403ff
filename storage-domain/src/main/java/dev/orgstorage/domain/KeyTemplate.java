package dev.orgstorage.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template of a {@link KeyRule} and the pattern that it means.
 *
 * @param owner the group of the pattern that is the owner's id, {@link #USER} or {@link #ORGANIZATION}
 * @param named whether the pattern has a group {@link #NAME}
 */
record KeyTemplate(String text, Pattern pattern, String owner, boolean named) {
    static final String ORGANIZATION = "organization";
    static final String USER = "user";
    static final String NAME = "name";

    private static final Pattern PARTS =
            Pattern.compile("\\{(?<placeholder>[^{}]*)}|(?<any>\\*{1,2})|(?<brace>[{}])|[^{}*]+");
    private static final String DIGITS = "[0-9]{13}";
    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    static KeyTemplate parse(String text) {
        StringBuilder pattern = new StringBuilder();
        List<String> groups = new ArrayList<>();
        boolean open = false;
        for (Matcher part = PARTS.matcher(text); part.find(); ) {
            boolean opens = opens(part);
            if (open && opens) {
                throw wrong(text, part.group() + " follows another placeholder with nothing between them");
            }
            open = opens;
            pattern.append(meaning(text, part));
            if (opens && part.group("placeholder") != null) {
                groups.add(part.group("placeholder"));
            }
        }
        return of(text, pattern.toString(), groups);
    }

    private static KeyTemplate of(String text, String pattern, List<String> groups) {
        List<String> owners =
                groups.stream().filter(group -> !group.equals(NAME)).toList();
        if (owners.size() != 1) {
            throw wrong(text, "it has to name its owner once, by {organization} or {user}");
        }
        if (groups.size() > 2) {
            throw wrong(text, "it has {name} twice");
        }
        return new KeyTemplate(
                text, Pattern.compile(pattern, Pattern.DOTALL), owners.getFirst(), groups.contains(NAME));
    }

    /** Whether it is of any length, so that another such one after it could not be told from it. */
    private static boolean opens(Matcher part) {
        String placeholder = part.group("placeholder");
        return part.group("any") != null
                || (placeholder != null && List.of(ORGANIZATION, USER, NAME).contains(placeholder));
    }

    private static String meaning(String text, Matcher part) {
        if (part.group("brace") != null) {
            throw wrong(text, "a brace is missing");
        }
        if (part.group("any") != null) {
            return part.group("any").equals("*") ? "[^/]*?" : ".*?";
        }
        String placeholder = part.group("placeholder");
        return placeholder == null ? Pattern.quote(part.group()) : meaning(text, placeholder);
    }

    private static String meaning(String text, String placeholder) {
        return switch (placeholder) {
            case ORGANIZATION, USER, NAME -> "(?<" + placeholder + ">[^/]+?)";
            case "millis" -> DIGITS;
            case "id" -> UUID;
            default ->
                throw wrong(text, "{" + placeholder + "} is none of {organization}, {user}, {name}, {millis} and {id}");
        };
    }

    private static IllegalArgumentException wrong(String text, String reason) {
        return new IllegalArgumentException("Not a rule for keys: " + text + ": " + reason);
    }
}
