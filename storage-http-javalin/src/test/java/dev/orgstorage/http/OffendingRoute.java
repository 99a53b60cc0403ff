package dev.orgstorage.http;

import dev.orgstorage.persistence.jooq.generated.Tables;

/** Knows another adapter, and what that one keeps to itself. */
public record OffendingRoute(Tables tables) {}
