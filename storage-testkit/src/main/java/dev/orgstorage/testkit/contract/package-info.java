/**
 * For writers of adapters: what each port promises, as tests. Implement the interface in a test class of your adapter
 * and JUnit runs every promise.
 */
@NullMarked
package dev.orgstorage.testkit.contract;

import org.jspecify.annotations.NullMarked;
