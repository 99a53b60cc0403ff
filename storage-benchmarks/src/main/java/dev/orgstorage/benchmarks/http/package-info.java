/** What a request costs: the packaged server on a database and a bucket of its own, driven by wrk over HTTP. */
@NullMarked
package dev.orgstorage.benchmarks.http;

import org.jspecify.annotations.NullMarked;
