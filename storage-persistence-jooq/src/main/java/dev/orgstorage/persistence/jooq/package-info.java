/**
 * The record port on PostgreSQL 15 or newer. {@link dev.orgstorage.persistence.jooq.Database} opens a pool and migrates;
 * whoever has a pool of their own gives a {@code DSLContext} to
 * {@link dev.orgstorage.persistence.jooq.JooqFileRecords}.
 */
@NullMarked
package dev.orgstorage.persistence.jooq;

import org.jspecify.annotations.NullMarked;
