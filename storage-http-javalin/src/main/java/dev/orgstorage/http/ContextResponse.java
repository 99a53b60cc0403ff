package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who asks, where, and where else they may go, as whom. */
record ContextResponse(
        String user, OwnerResponse context, String role, List<String> organizations, Map<String, String> roles) {
    static ContextResponse of(Principal principal, Caller caller) {
        return new ContextResponse(
                caller.user().value(),
                OwnerResponse.of(caller.context()),
                named(caller.role()),
                principal.memberships().keySet().stream()
                        .map(OrganizationId::value)
                        .sorted()
                        .toList(),
                roles(principal));
    }

    private static Map<String, String> roles(Principal principal) {
        Map<String, String> roles = new TreeMap<>();
        principal.memberships().forEach((organization, role) -> roles.put(organization.value(), named(role)));
        return roles;
    }

    private static String named(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Whose: of type "personal" with a user's id, or of type "organization" with an organization's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnerResponse(
            String type, @Nullable String userId, @Nullable String organizationId) {
        static OwnerResponse of(Owner owner) {
            return switch (owner) {
                case Owner.Personal(UserId user) -> new OwnerResponse(Principal.PERSONAL, user.value(), null);
                case Owner.Organization(OrganizationId id) -> new OwnerResponse("organization", null, id.value());
            };
        }
    }
}
