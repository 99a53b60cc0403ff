package dev.orgstorage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.contract.MultipartUploadsContract;
import dev.orgstorage.testkit.contract.ObjectStoreContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest implements ObjectStoreContract, MultipartUploadsContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final InMemoryObjectStore down = new InMemoryObjectStore(clock);

    InMemoryObjectStoreTest() {
        down.down(true);
    }

    @Test
    void whatIsUndeletableStaysUntilItIsNot() {
        ObjectKey poisoned = new ObjectKey("poisoned");
        ObjectKey other = new ObjectKey("other");
        List.of(poisoned, other).forEach(key -> store.put(key, "text/plain", new byte[1]));
        store.undeletable(poisoned, true);

        assertThatThrownBy(() -> store.delete(poisoned)).isInstanceOf(StorageException.Unavailable.class);
        assertThat(store.deleteAll(List.of(poisoned, other))).containsOnlyKeys(poisoned);
        assertThat(store.stat(poisoned)).isPresent();
        assertThat(store.stat(other)).isEmpty();

        store.undeletable(poisoned, false);
        assertThat(store.deleteAll(List.of(poisoned, other))).isEmpty();
        assertThat(store.stat(poisoned)).isEmpty();
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
