package dev.orgstorage.http;

import io.javalin.http.Context;

/** Tells who sends a request. Called for every request, from many threads at once. */
@FunctionalInterface
public interface Authenticator {
    /** @throws dev.orgstorage.domain.StorageException.Unauthenticated if it cannot be told */
    Principal authenticate(Context request);
}
