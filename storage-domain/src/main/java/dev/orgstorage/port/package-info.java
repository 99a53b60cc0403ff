/**
 * What the use cases need from the world. To write an adapter, implement a port and run its contract from
 * {@code storage-testkit}: every sentence here has a test there. Implementations are safe to share between threads and
 * throw {@link dev.orgstorage.domain.StorageException.Unavailable} when what they stand on does not answer, within
 * seconds unless a port says otherwise; no exception of a library passes through. Requests of callers need
 * {@link dev.orgstorage.port.FileRecords}, {@link dev.orgstorage.port.Tombstones} and
 * {@link dev.orgstorage.port.ObjectStore} with its {@link dev.orgstorage.port.MultipartUploads}, and {@link dev.orgstorage.port.AuditTrail} and {@link
 * dev.orgstorage.port.ContentDetector} where there are such; {@link dev.orgstorage.port.Ledger} and {@link
 * dev.orgstorage.port.Owners} are for upkeep alone. {@link dev.orgstorage.port.Sessions} and {@link
 * dev.orgstorage.port.Memberships} tell who asks, where the host application's own tables are to say so.
 * {@link dev.orgstorage.port.Observer} is for who measures.
 */
@NullMarked
package dev.orgstorage.port;

import org.jspecify.annotations.NullMarked;
