package dev.orgstorage.persistence.jooq;

import dev.orgstorage.objectstore.r2.R2Settings;

/** Knows another adapter. */
public record OffendingTable(R2Settings bucket) {}
