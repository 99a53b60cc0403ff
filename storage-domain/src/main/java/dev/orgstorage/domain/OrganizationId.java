package dev.orgstorage.domain;

/** An organization, as the identity provider names it: opaque text of 1 to 255 characters such as {@code org_2x}. */
public record OrganizationId(String value) {
    public OrganizationId {
        OpaqueText.check("organization id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
