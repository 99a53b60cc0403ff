package dev.orgstorage.testkit;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The fakes together. */
final class InMemoryWorld implements World {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-25T00:59:59.999999Z"));
    private final InMemoryFileRecords records = new InMemoryFileRecords(clock);
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);

    @Override
    public FileRecords records() {
        return records;
    }

    @Override
    public Tombstones tombstones() {
        return records.tombstones();
    }

    @Override
    public Ledger ledger() {
        return records.ledger();
    }

    @Override
    public Owners owners() {
        return records.owners();
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public List<ObjectKey> unfinishedUploads() {
        return objects.unfinishedUploads();
    }

    @Override
    public Answer send(SignedRequest request, byte[] body) {
        return objects.send(request, body);
    }
}
