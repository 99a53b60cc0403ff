package dev.orgstorage.domain;

import dev.orgstorage.port.ObjectStore;

/** Knows what is further out. */
public record OffendingNoun(ObjectStore store) {}
