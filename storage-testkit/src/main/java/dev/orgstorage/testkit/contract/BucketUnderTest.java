package dev.orgstorage.testkit.contract;

import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import java.time.Instant;

/** An object store under test, and the client's half of it. */
public interface BucketUnderTest {
    /** The adapter under test. */
    ObjectStore store();

    /** Another adapter to the same bucket, by whose clock it is this time. */
    ObjectStore storeAt(Instant time);

    /** An adapter to a bucket that does not answer. */
    ObjectStore unreachable();

    /** What time it is for the bucket. */
    default Instant now() {
        return Instant.now();
    }

    /** The client's half: sends the request, with that body if it is a PUT. */
    default Answer send(SignedRequest request, byte[] body) {
        return HttpClientHalf.send(request, body);
    }
}
