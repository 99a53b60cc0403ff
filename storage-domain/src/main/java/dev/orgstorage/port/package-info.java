/**
 * What the use cases need from the world. To write an adapter, implement a port and run its contract from
 * {@code storage-testkit}: every sentence here has a test there. Implementations are safe to share between threads and
 * throw {@link dev.orgstorage.domain.StorageException.Unavailable}, within seconds, when what they stand on does not
 * answer; no exception of a library passes through.
 */
@NullMarked
package dev.orgstorage.port;

import org.jspecify.annotations.NullMarked;
