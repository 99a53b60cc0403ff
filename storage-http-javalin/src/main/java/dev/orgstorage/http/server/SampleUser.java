package dev.orgstorage.http.server;

import dev.orgstorage.domain.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody to look around as, in the embedded mode.
 *
 * @param id of the user
 * @param name as the page shows it
 * @param organizations where they are a member, with their role
 */
record SampleUser(String id, String name, List<Membership> organizations) {
    /** An organization with two of them, and one with two others; somebody is in both, somebody in none. */
    static final List<SampleUser> ALL = List.of(
            new SampleUser("ann", "Ann", List.of(acme(Role.OWNER), globex(Role.MEMBER))),
            new SampleUser("ben", "Ben", List.of(acme(Role.MEMBER), globex(Role.VIEWER))),
            new SampleUser("cleo", "Cleo", List.of(acme(Role.VIEWER))),
            new SampleUser("dora", "Dora", List.of()));

    record Membership(String id, String name, String role) {}

    private static Membership acme(Role role) {
        return new Membership("acme", "Acme", named(role));
    }

    private static Membership globex(Role role) {
        return new Membership("globex", "Globex", named(role));
    }

    private static String named(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The role in each organization, by its id. */
    Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        organizations.forEach(organization -> roles.put(organization.id(), organization.role()));
        return roles;
    }
}
