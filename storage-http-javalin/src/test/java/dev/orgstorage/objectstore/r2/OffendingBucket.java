package dev.orgstorage.objectstore.r2;

import dev.orgstorage.persistence.jooq.DatabaseSettings;

/** Knows another adapter. */
public record OffendingBucket(DatabaseSettings database) {}
