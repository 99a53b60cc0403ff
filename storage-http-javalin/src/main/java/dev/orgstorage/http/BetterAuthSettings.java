package dev.orgstorage.http;

/**
 * How sessions of better-auth are taken. Never prints the secret.
 *
 * @param secret the one that better-auth signs with now
 * @param cookiePrefix of the names of its cookies
 * @param unsignedBearer whether a bearer token may come without its signature
 * @param origins whose pages may change something with a session cookie, beside the server's own
 * @param roles what the names of roles mean
 */
public record BetterAuthSettings(
        String secret, String cookiePrefix, boolean unsignedBearer, Origins origins, Roles roles) {
    public static final String STANDARD_PREFIX = "better-auth";

    /** @throws IllegalArgumentException if the secret is blank */
    public BetterAuthSettings {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("The secret of better-auth is blank");
        }
    }

    @Override
    public String toString() {
        return "BetterAuthSettings[a secret, cookies %s.*, %s bearer tokens, origins %s, %s]"
                .formatted(cookiePrefix, unsignedBearer ? "unsigned" : "signed", origins, roles);
    }
}
