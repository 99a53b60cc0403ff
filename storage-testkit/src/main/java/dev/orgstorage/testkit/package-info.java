/**
 * For tests of code that uses this storage: every port in memory, as strict as the real ones, a clock that stands where
 * it is put, samples, and faults.
 *
 * <pre>{@code
 * SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
 * InMemoryFileRecords records = new InMemoryFileRecords(clock);
 * InMemoryObjectStore objects = new InMemoryObjectStore(clock);
 * Storage storage = Storage.over(records, records.tombstones(), objects);
 * }</pre>
 *
 * What {@code storage} signs, {@link dev.orgstorage.testkit.InMemoryObjectStore#send} executes as the bucket would.
 * {@link dev.orgstorage.testkit.Faults} make any port fail, crash or wait:
 *
 * <pre>{@code
 * Faults faults = new Faults(Fault.FAIL_AFTER.on(ObjectStore.class, "delete", 1)); // done, but the answer is lost
 * Storage shaky = Storage.over(
 *         faults.around(FileRecords.class, records),
 *         faults.around(Tombstones.class, records.tombstones()),
 *         faults.around(ObjectStore.class, objects));
 * }</pre>
 */
@NullMarked
package dev.orgstorage.testkit;

import org.jspecify.annotations.NullMarked;
