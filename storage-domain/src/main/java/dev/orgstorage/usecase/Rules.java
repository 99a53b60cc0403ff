package dev.orgstorage.usecase;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.UploadLimits;

/** What a {@link Storage} goes by. */
record Rules(AccessPolicy policy, UploadLimits limits, Inspection inspection, DownloadCheck downloads) {
    static final Rules STANDARD =
            new Rules(AccessPolicy.standard(), UploadLimits.standard(), Inspection.NONE, DownloadCheck.FRESH);

    Rules with(AccessPolicy other) {
        return new Rules(other, limits, inspection, downloads);
    }

    Rules with(UploadLimits other) {
        return new Rules(policy, other, inspection, downloads);
    }

    Rules with(Inspection other) {
        return new Rules(policy, limits, other, downloads);
    }

    Rules with(DownloadCheck other) {
        return new Rules(policy, limits, inspection, other);
    }
}
