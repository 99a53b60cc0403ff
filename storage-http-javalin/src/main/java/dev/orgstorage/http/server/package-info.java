/**
 * The standalone server and its commands: the only place that sees every adapter. {@link
 * dev.orgstorage.http.server.OrgStorage} is the main class.
 */
@NullMarked
package dev.orgstorage.http.server;

import org.jspecify.annotations.NullMarked;
