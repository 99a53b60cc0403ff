/** Measurements, as commands. {@link dev.orgstorage.benchmarks.Benchmarks} is the main class. */
@NullMarked
package dev.orgstorage.benchmarks;

import org.jspecify.annotations.NullMarked;
