package dev.orgstorage.testkit.contract;

import javax.sql.DataSource;

/** Knows what an adapter is made of. */
public record OffendingContract(DataSource database) {}
