package dev.orgstorage.http;

/** What names an organization where a token lists them by alias, with an id in each entry or without, as Keycloak's do. */
public enum OrganizationKey {
    /** The alias it is listed under. */
    ALIAS,
    /** The id in its entry; an entry without one is refused. */
    ID
}
