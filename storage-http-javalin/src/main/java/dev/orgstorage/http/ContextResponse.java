package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who asks, where, and where else they may go. */
record ContextResponse(String user, OwnerResponse context, String role, List<String> organizations) {
    static ContextResponse of(Principal principal, Caller caller) {
        return new ContextResponse(
                caller.user().value(),
                OwnerResponse.of(caller.context()),
                caller.role().name().toLowerCase(Locale.ROOT),
                principal.memberships().keySet().stream()
                        .map(OrganizationId::value)
                        .sorted()
                        .toList());
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
