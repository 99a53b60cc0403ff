package dev.orgstorage.domain.impl;

/** Lies deeper than anybody looks. */
public record OffendingPlace() {}
