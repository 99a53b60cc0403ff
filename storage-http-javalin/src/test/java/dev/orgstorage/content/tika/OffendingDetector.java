package dev.orgstorage.content.tika;

import dev.orgstorage.objectstore.r2.R2Settings;

/** Knows another adapter. */
public record OffendingDetector(R2Settings bucket) {}
