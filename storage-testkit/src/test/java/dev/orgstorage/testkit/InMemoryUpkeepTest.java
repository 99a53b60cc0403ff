package dev.orgstorage.testkit;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.LedgerContract;
import dev.orgstorage.testkit.contract.OwnersContract;
import dev.orgstorage.testkit.contract.RecordStorage;
import dev.orgstorage.testkit.contract.TombstonesContract;
import java.time.Duration;
import java.time.Instant;

class InMemoryUpkeepTest implements TombstonesContract, LedgerContract, OwnersContract {
    private final SettableClock clock = new SettableClock(Instant.now());
    private final InMemoryFileRecords records = new InMemoryFileRecords(clock);

    @Override
    public RecordStorage storage() {
        return new RecordStorage() {
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
            public void pass(Duration time) {
                clock.advance(time);
            }
        };
    }
}
