package dev.orgstorage.embedded;

import dev.orgstorage.domain.FileId;

/** Knows what is being stored. */
public record OffendingEmbedded(FileId file) {}
