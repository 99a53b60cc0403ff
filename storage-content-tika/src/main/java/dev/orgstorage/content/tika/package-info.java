/**
 * The port that tells what bytes are, on the signatures of <a href="https://tika.apache.org">Apache Tika</a>. Its core
 * alone is used: no parser ever reads a file.
 */
@NullMarked
package dev.orgstorage.content.tika;

import org.jspecify.annotations.NullMarked;
