package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.http.server.Client;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Somebody whom no other test knows. */
record Person(StorageServer server, String user, List<Organization> organizations) {
    private static final AtomicInteger LAST = new AtomicInteger();

    /** An organization as one of its members sees it. */
    record Organization(String id, String name, String role) {
        /** One that no other test knows. */
        static Organization of(String name, String role) {
            return new Organization(
                    name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + LAST.incrementAndGet(), name, role);
        }

        /** As addresses and headers say it. */
        String encoded() {
            return URLEncoder.encode(id, UTF_8).replace("+", "%20");
        }

        /** Where its files are, on the page. */
        String place() {
            return "#/org/" + encoded();
        }

        Organization as(String otherRole) {
            return new Organization(id, name, otherRole);
        }
    }

    static Person in(StorageServer server, Organization... organizations) {
        return new Person(server, "ann-" + LAST.incrementAndGet(), List.of(organizations));
    }

    String token() {
        return server.token(user, roles());
    }

    Map<String, String> roles() {
        return organizations.stream()
                .collect(Collectors.toMap(Organization::id, Organization::role, (one, other) -> one, TreeMap::new));
    }

    Client personal() {
        return new Client(server.address(), token()).in("personal");
    }

    Client in(Organization organization) {
        return new Client(server.address(), token()).in(organization.encoded());
    }

    /** Signed in, in a browser of their own, where they see their personal files. */
    StoragePage arrive(Visitors visitors) {
        return arrive(visitors, Look.DESKTOP, "#/personal");
    }

    StoragePage arrive(Visitors visitors, Organization organization) {
        return arrive(visitors, Look.DESKTOP, organization.place());
    }

    StoragePage arrive(Visitors visitors, Look look, String place) {
        return open(visitors.arrive(look), place);
    }

    /** Signed in, in that tab. */
    StoragePage open(Tab tab, String place) {
        String names = Arrays.toString(organizations.stream()
                .map(each -> "[" + quoted(each.id()) + ", " + quoted(each.name()) + "]")
                .toArray());
        tab.page().addInitScript("""
                if (location.origin === %s && !sessionStorage.getItem('arrived')) {
                  sessionStorage.setItem('arrived', 'yes');
                  sessionStorage.setItem('orgstorage.token', %s);
                  sessionStorage.setItem('orgstorage.names', JSON.stringify(Object.fromEntries(%s)));
                }""".formatted(quoted(server.address()), quoted(token()), names));
        return new StoragePage(tab).open(server.address() + "/" + place);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
