package dev.orgstorage.http;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads who asks from what a token says. What has not the shape that was expected is refused, never passed over. */
final class JwtClaims {
    private final List<ClaimPath> user;
    private final List<ClaimPath> organization;
    private final List<ClaimPath> role;
    private final JwtSettings.Claims settings;

    JwtClaims(JwtSettings.Claims settings) {
        this.settings = settings;
        this.user = ClaimPath.list(settings.user());
        this.organization = ClaimPath.list(settings.organization());
        this.role = ClaimPath.list(settings.role());
    }

    /**
     * A token that lists exactly one organization is active there; one that lists several is active in none of them.
     *
     * @throws IllegalArgumentException naming the claim that is missing or not as expected
     */
    Principal principal(Map<String, ?> token) {
        UserId id = first(user, token)
                .map(said -> new UserId(text(said.path(), said.value())))
                .orElseThrow(() -> new IllegalArgumentException("claim " + settings.user() + " is missing"));
        Set<OrganizationId> organizations =
                first(organization, token).map(this::organizations).orElse(Set.of());
        Owner active =
                organizations.size() == 1 ? Owner.of(organizations.iterator().next()) : Owner.of(id);
        Function<OrganizationId, Role> there = role(token);
        return new Principal(id, active, organizations.stream().collect(Collectors.toMap(Function.identity(), there)));
    }

    /** Something that a token says, and where. */
    private record Said(ClaimPath path, Object value) {}

    private static Optional<Said> first(List<ClaimPath> paths, Map<String, ?> token) {
        for (ClaimPath path : paths) {
            @Nullable Object value = path.in(token);
            if (value != null) {
                return Optional.of(new Said(path, value));
            }
        }
        return Optional.empty();
    }

    private Set<OrganizationId> organizations(Said said) {
        Collection<String> names = switch (said.value()) {
            case String text -> text.isEmpty() ? List.of() : names(said.path(), List.of(text));
            case Map<?, ?> entries -> names(said.path(), entries);
            case List<?> list
            when list.size() == 1 && list.getFirst() instanceof Map<?, ?> entries -> names(said.path(), entries);
            case List<?> list -> names(said.path(), list);
            default ->
                throw new IllegalArgumentException("claim " + said.path() + " is no text, list of texts, or object");
        };
        return names.stream().map(OrganizationId::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Collection<String> names(ClaimPath path, List<?> list) {
        if (settings.key() == OrganizationKey.ID && !list.isEmpty()) {
            throw new IllegalArgumentException("claim " + path + " lists organizations without their ids");
        }
        return list.stream().map(each -> text(path, each)).toList();
    }

    private Collection<String> names(ClaimPath path, Map<?, ?> entries) {
        return entries.entrySet().stream()
                .map(entry -> switch (entry.getValue()) {
                    case Map<?, ?> about when settings.key() == OrganizationKey.ID -> text(path, about.get("id"));
                    case Map<?, ?> about -> text(path, entry.getKey());
                    default ->
                        throw new IllegalArgumentException("claim " + path + " has an organization that is no object");
                })
                .toList();
    }

    /** The highest of all that is said; a member's if there is nothing, or nothing but lists without a known name. */
    private Function<OrganizationId, Role> role(Map<String, ?> token) {
        List<Function<OrganizationId, Optional<Role>>> said =
                role.stream().map(path -> roleAt(path, token)).toList();
        return organization -> said.stream()
                .flatMap(each -> each.apply(organization).stream())
                .max(Role::compareTo)
                .orElse(Role.MEMBER);
    }

    private Function<OrganizationId, Optional<Role>> roleAt(ClaimPath path, Map<String, ?> token) {
        return switch (path.in(token)) {
            case null -> everywhere(Optional.empty());
            case String text -> everywhere(Optional.of(settings.roles().of(text)));
            case List<?> list ->
                everywhere(settings.roles()
                        .highest(list.stream().map(each -> text(path, each)).toList()));
            case Map<?, ?> byOrganization -> {
                Map<String, Role> roles = byOrganization.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> text(path, entry.getKey()),
                                entry -> settings.roles().of(text(path, entry.getValue()))));
                yield organization -> Optional.ofNullable(roles.get(organization.value()));
            }
            default ->
                throw new IllegalArgumentException("claim " + path + " is no text, list of texts, or object of texts");
        };
    }

    private static Function<OrganizationId, Optional<Role>> everywhere(Optional<Role> role) {
        return organization -> role;
    }

    private static String text(ClaimPath path, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("claim " + path + " holds what is not text");
    }
}
