/**
 * For tests of code that uses this storage: both ports in memory, as strict as the real ones, a clock that stands where
 * it is put, and samples.
 *
 * <pre>{@code
 * SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
 * InMemoryFileRecords records = new InMemoryFileRecords(clock);
 * InMemoryObjectStore objects = new InMemoryObjectStore(clock);
 * Storage storage = Storage.over(records, records.tombstones(), objects);
 * }</pre>
 *
 * What {@code storage} signs, {@link dev.orgstorage.testkit.InMemoryObjectStore#send} executes as the bucket would.
 */
@NullMarked
package dev.orgstorage.testkit;

import org.jspecify.annotations.NullMarked;
