/**
 * The nouns. A {@link dev.orgstorage.domain.FileRecord} is what we know of a file: its
 * {@link dev.orgstorage.domain.Owner}, its name, what it promised to be, and whether its object has been seen in the
 * bucket. A {@link dev.orgstorage.domain.Caller} is somebody who asks, in one context. An
 * {@link dev.orgstorage.domain.AccessPolicy} says yes or no. All of them are immutable and cannot be made wrong.
 */
@NullMarked
package dev.orgstorage.domain;

import org.jspecify.annotations.NullMarked;
