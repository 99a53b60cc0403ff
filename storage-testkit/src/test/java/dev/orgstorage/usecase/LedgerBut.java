package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.Ledger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger like another, but for what is overridden. */
class LedgerBut implements Ledger {
    private final Ledger ledger;

    LedgerBut(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<FileRecord> find(ObjectKey key) {
        return ledger.find(key);
    }

    @Override
    public List<FileRecord> page(String prefix, @Nullable ObjectKey after, int limit) {
        return ledger.page(prefix, after, limit);
    }

    @Override
    public Map<ObjectKey, Known> known(Collection<ObjectKey> keys) {
        return ledger.known(keys);
    }

    @Override
    public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
        return ledger.adopt(ready);
    }

    @Override
    public List<FileRecord> takeExpired(int limit, Duration lease) {
        return ledger.takeExpired(limit, lease);
    }

    @Override
    public boolean removeAbandoned(FileRecord pending) {
        return ledger.removeAbandoned(pending);
    }

    @Override
    public long miscounted() {
        return ledger.miscounted();
    }

    @Override
    public long recount() {
        return ledger.recount();
    }

    @Override
    public Backlog backlog(int atMost) {
        return ledger.backlog(atMost);
    }
}
