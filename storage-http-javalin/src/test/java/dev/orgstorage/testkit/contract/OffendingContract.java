package dev.orgstorage.testkit.contract;

import dev.orgstorage.usecase.Storage;

/** Asks more of an adapter than its port says. */
public record OffendingContract(Storage storage) {}
