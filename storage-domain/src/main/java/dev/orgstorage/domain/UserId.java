package dev.orgstorage.domain;

/**
 * A person, as the identity provider names them: opaque text of 1 to 255 characters such as {@code auth0|6f12} or a
 * UUID.
 */
public record UserId(String value) {
    public UserId {
        OpaqueText.check("user id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
