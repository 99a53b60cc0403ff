/**
 * The routes under {@code /api/storage}, to mount in any Javalin:
 *
 * <pre>{@code
 * Javalin.create(config -> new StorageApi(storage, authenticator).mount(config)).start(8080);
 * }</pre>
 *
 * An {@link dev.orgstorage.http.Authenticator} tells who asks: the {@link dev.orgstorage.http.JwtAuthenticator}, or one of
 * the host's own.
 */
@NullMarked
package dev.orgstorage.http;

import org.jspecify.annotations.NullMarked;
