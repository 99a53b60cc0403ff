package dev.orgstorage.domain;

/** Says nothing by its name. */
public record OffendingManager() {}
