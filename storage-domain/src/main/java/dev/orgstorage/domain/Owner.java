package dev.orgstorage.domain;

/** Whose a file is. A file has exactly one owner; an organization's file is not its uploader's. */
public sealed interface Owner {
    /** A user's own. */
    record Personal(UserId user) implements Owner {}

    /** An organization's, for every member of it. */
    record Organization(OrganizationId organization) implements Owner {}

    static Owner of(UserId user) {
        return new Personal(user);
    }

    static Owner of(OrganizationId organization) {
        return new Organization(organization);
    }

    /**
     * The owner as one text, {@code user:…} or {@code org:…}: what records are stored and isolated by. No two owners
     * share it.
     */
    default String scope() {
        return switch (this) {
            case Personal(UserId user) -> "user:" + user;
            case Organization(OrganizationId organization) -> "org:" + organization;
        };
    }

    /**
     * The owner that {@link #scope} wrote.
     *
     * @throws IllegalArgumentException if no owner has this scope
     */
    static Owner ofScope(String scope) {
        if (scope.startsWith("user:")) {
            return of(new UserId(scope.substring("user:".length())));
        }
        if (scope.startsWith("org:")) {
            return of(new OrganizationId(scope.substring("org:".length())));
        }
        throw new IllegalArgumentException("Not the scope of an owner: " + scope);
    }
}
