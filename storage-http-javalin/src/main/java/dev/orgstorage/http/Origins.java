package dev.orgstorage.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may ask in their user's name. Each is meant exactly, as a browser sends it; none by default. */
public final class Origins {
    /** RFC 6454, 6.2. Names as browsers send them: of ASCII alone. */
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private static final Origins NONE = new Origins(Set.of());

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    public static Origins none() {
        return NONE;
    }

    /**
     * Each as {@code https://app.example.com} or {@code http://localhost:5173}; a port that is the scheme's own makes no
     * difference.
     *
     * @throws IllegalArgumentException naming the first that is none, such as {@code *}
     */
    public static Origins of(Collection<String> origins) {
        Set<String> allowed = new TreeSet<>();
        for (String origin : origins) {
            allowed.add(asBrowsersSendIt(origin));
        }
        return new Origins(allowed);
    }

    /** Whether this is the {@code Origin} of a request from a page that may ask. */
    public boolean allows(@Nullable String origin) {
        return origin != null && allowed.contains(origin);
    }

    /** All of them, as browsers send them. */
    public Set<String> all() {
        return allowed;
    }

    private static String asBrowsersSendIt(String text) {
        String origin = text.strip().toLowerCase(Locale.ROOT);
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no origin: name each one as https://app.example.com,"
                    + " without a path, and none by * or null, as pages ask in their user's name");
        }
        String standard = parts.group(1).equals("https") ? ":443" : ":80";
        return standard.equals(parts.group(4)) ? origin.substring(0, parts.start(4)) : origin;
    }

    /** As settings name them. */
    @Override
    public String toString() {
        return String.join(",", new TreeSet<>(allowed));
    }
}
