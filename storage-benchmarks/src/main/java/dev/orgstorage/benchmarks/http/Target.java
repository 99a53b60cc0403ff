package dev.orgstorage.benchmarks.http;

import org.jspecify.annotations.Nullable;

/**
 * A file that is asked for.
 *
 * @param kind of its owner: personal, organization, or the largest organization
 * @param user who asks
 * @param organization where the user is active; null for their own files
 */
record Target(
        String kind, String user, @Nullable String organization, String key, String id, String name, String type) {
    static final String LARGEST = "largest";
}
