package dev.orgstorage.usecase;

import dev.orgstorage.http.Authenticator;

/** Knows an adapter. */
public record OffendingVerb(Authenticator authenticator) {}
