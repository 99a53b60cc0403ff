package dev.orgstorage.http.server;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.http.JwtSettings;
import java.time.Duration;

/**
 * How a server is to serve.
 *
 * @param sweepInterval between sweeps in the background; zero for none
 * @param port 0 for any free one
 */
record ServerSettings(
        JwtSettings tokens,
        UploadLimits limits,
        AccessPolicy policy,
        Duration sweepInterval,
        DoorSettings door,
        String host,
        int port) {}
