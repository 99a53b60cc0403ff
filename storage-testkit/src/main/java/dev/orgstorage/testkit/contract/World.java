package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import java.time.InstantSource;
import java.util.List;

/**
 * All that servers stand on: records and a bucket. When {@link #pass} lets time pass, signed requests need not grow older:
 * those too old are not sent.
 */
public interface World extends RecordStorage {
    ObjectStore objects();

    /** What servers go by. */
    InstantSource clock();

    /** The keys of the uploads in parts that were begun and have not ended, past every server; each as often as there are. */
    List<ObjectKey> unfinishedUploads();

    /** Sends a signed request to the bucket, as a client does. */
    Answer send(SignedRequest request, byte[] body);
}
