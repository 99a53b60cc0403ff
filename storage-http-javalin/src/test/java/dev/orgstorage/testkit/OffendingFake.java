package dev.orgstorage.testkit;

import org.assertj.core.api.Assertions;

/** Cannot be used without a test framework. */
public record OffendingFake(Assertions assertions) {}
