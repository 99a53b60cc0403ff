package dev.orgstorage.http.server;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.UploadLimits;
import java.time.Duration;

/**
 * How a server is to serve.
 *
 * @param sweepInterval between sweeps in the background; zero for none
 * @param warmUp how long to warm up before it is ready; zero for not at all
 * @param port 0 for any free one
 */
record ServerSettings(
        AuthSettings auth,
        UploadLimits limits,
        AccessPolicy policy,
        ContentCheck content,
        DownloadCheck downloads,
        Duration sweepInterval,
        OperationSettings operation,
        Duration warmUp,
        DoorSettings door,
        PageSettings page,
        String host,
        int port) {}
