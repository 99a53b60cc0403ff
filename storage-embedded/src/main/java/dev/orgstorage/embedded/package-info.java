/**
 * PostgreSQL and an S3 server in this JVM's care, on loopback: for the single-machine mode of the server, for the
 * build's code generation and for tests.
 *
 * <p>{@link dev.orgstorage.embedded.EmbeddedPostgres} and {@link dev.orgstorage.embedded.EmbeddedBucket} keep what they
 * hold in folders; {@link dev.orgstorage.embedded.FolderLock} makes sure that a folder has one user.
 */
@NullMarked
package dev.orgstorage.embedded;

import org.jspecify.annotations.NullMarked;
