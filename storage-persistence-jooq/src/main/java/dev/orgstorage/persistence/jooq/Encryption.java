package dev.orgstorage.persistence.jooq;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether connections to a database are encrypted. To another machine they are, unless its URL says otherwise.
 *
 * @param mode {@code sslmode}, as the driver understands it
 * @param remote whether some host of the URL is not this machine
 */
public record Encryption(String mode, boolean remote) {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String REQUIRE = "require";
    private static final String VERIFY_FULL = "verify-full";

    /** What the driver does if it is not told. */
    private static final String PREFER = "prefer";

    private static final Set<String> ENCRYPTED = Set.of(REQUIRE, "verify-ca", VERIFY_FULL);
    private static final Set<String> TRUE = Set.of("", "true");

    private static final Pattern HOSTS = Pattern.compile("//([^/?]*)");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern LOOPBACK =
            Pattern.compile("|localhost\\.?|127(\\.[0-9]{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");

    static Encryption of(String url) {
        boolean remote = isRemote(url);
        @Nullable String named = mode(url);
        return new Encryption(named != null ? named : remote ? REQUIRE : PREFER, remote);
    }

    /** The URL as the driver is to be given it. */
    static String applied(String url) {
        if (mode(url) != null || !isRemote(url)) {
            return url;
        }
        String separator = !url.contains("?") ? "?" : url.endsWith("?") || url.endsWith("&") ? "" : "&";
        return url + separator + "sslmode=" + REQUIRE;
    }

    /** Whether nobody on the way can read what is sent. */
    public boolean isCertain() {
        return ENCRYPTED.contains(mode);
    }

    /** Whether it is also certain that it is the right database that answers. */
    public boolean isVerified() {
        return mode.equals(VERIFY_FULL);
    }

    private static boolean isRemote(String url) {
        Matcher hosts = HOSTS.matcher(url.substring(PREFIX.length()));
        return hosts.lookingAt()
                && Arrays.stream(hosts.group(1).split(",", -1))
                        .map(host -> PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT))
                        .anyMatch(host -> !LOOPBACK.matcher(host).matches());
    }

    /** The last one counts, as for the driver. */
    private static @Nullable String mode(String url) {
        @Nullable String mode = null;
        @Nullable String ssl = null;
        String query = url.contains("?") ? url.substring(url.indexOf('?') + 1) : "";
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            if (parts[0].equals("sslmode")) {
                mode = value;
            } else if (parts[0].equals("ssl")) {
                ssl = TRUE.contains(value) ? VERIFY_FULL : PREFER;
            }
        }
        return mode == null ? ssl : mode;
    }
}
