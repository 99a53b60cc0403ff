package dev.orgstorage.http;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the role names of a provider mean here. {@code viewer}, {@code member}, {@code admin} and {@code owner}, in any
 * case, mean themselves, and of several names the highest counts.
 *
 * @param named what other names mean; they are compared by every character, and before the ones above
 */
public record Roles(Map<String, Role> named) {
    public static final Roles STANDARD = new Roles(Map.of());

    private static final Map<String, Role> KNOWN =
            Map.of("viewer", Role.VIEWER, "member", Role.MEMBER, "admin", Role.ADMIN, "owner", Role.OWNER);

    public Roles {
        named = Map.copyOf(named);
    }

    /**
     * Reads pairs such as {@code org:boss=admin}.
     *
     * @throws IllegalArgumentException naming the pair that is none
     */
    public static Roles of(Collection<String> pairs) {
        Map<String, Role> named = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.lastIndexOf('=');
            @Nullable Role role = KNOWN.get(pair.substring(equals + 1).strip().toLowerCase(Locale.ROOT));
            String name = pair.substring(0, Math.max(0, equals)).strip();
            if (role == null || name.isEmpty()) {
                throw new IllegalArgumentException("'" + pair
                        + "' is not of the form name=role, with viewer, member, admin or owner for the role");
            }
            if (named.put(name, role) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice");
            }
        }
        return new Roles(named);
    }

    /**
     * The role that a text gives: of the names in it, which commas separate, the highest. What is before the last colon
     * of a name does not matter, as in {@code org:admin}. A text without any name that is known gives no more than
     * reading.
     */
    Role of(String text) {
        return Arrays.stream(text.split(",", -1))
                .flatMap(name -> known(name).or(() -> known(name.substring(name.lastIndexOf(':') + 1))).stream())
                .max(Comparator.naturalOrder())
                .orElse(Role.VIEWER);
    }

    /** In each organization the role that its text gives. */
    Map<OrganizationId, Role> of(Map<OrganizationId, String> memberships) {
        return memberships.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, membership -> of(membership.getValue())));
    }

    /** The highest role that one of the names is, just as they are: {@code read:admin} is no role but a permission. */
    Optional<Role> highest(Collection<String> names) {
        return names.stream().flatMap(name -> known(name).stream()).max(Comparator.naturalOrder());
    }

    private Optional<Role> known(String name) {
        @Nullable Role mapped = named.get(name);
        return Optional.ofNullable(mapped == null ? KNOWN.get(name.toLowerCase(Locale.ROOT)) : mapped);
    }
}
