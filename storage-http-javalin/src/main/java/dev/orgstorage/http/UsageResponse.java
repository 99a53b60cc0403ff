package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.http.ContextResponse.OwnerResponse;

/** How many ready files a context has, and of how many bytes together. */
record UsageResponse(long files, long bytes, OwnerResponse context) {
    static UsageResponse of(Caller caller, Usage usage) {
        return new UsageResponse(usage.files(), usage.bytes(), OwnerResponse.of(caller.context()));
    }
}
