package dev.orgstorage.testkit;

import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.contract.ObjectStoreContract;
import java.time.Instant;

class InMemoryObjectStoreTest implements ObjectStoreContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final InMemoryObjectStore down = new InMemoryObjectStore(clock);

    InMemoryObjectStoreTest() {
        down.down(true);
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore storeAt(Instant time) {
        return store.signingBy(() -> time);
    }

    @Override
    public ObjectStore unreachable() {
        return down;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Answer send(SignedRequest request, byte[] body) {
        return store.send(request, body);
    }
}
