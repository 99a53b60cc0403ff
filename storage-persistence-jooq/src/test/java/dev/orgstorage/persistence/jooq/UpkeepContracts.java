package dev.orgstorage.persistence.jooq;

import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.contract.LedgerContract;
import dev.orgstorage.testkit.contract.OwnersContract;
import dev.orgstorage.testkit.contract.RecordStorage;
import dev.orgstorage.testkit.contract.TombstonesContract;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;

/** The contracts of upkeep, in a database of their own, as upkeep concerns the files of everybody. */
abstract class UpkeepContracts implements TombstonesContract, LedgerContract, OwnersContract, RecordStorage {
    abstract TestDatabase.Own own();

    @BeforeEach
    void empty() {
        own().sql().execute("truncate storage.file_record, storage.tombstone, storage.users, storage.organizations");
    }

    @Override
    public RecordStorage storage() {
        return this;
    }

    @Override
    public FileRecords records() {
        return own().database().records();
    }

    @Override
    public Tombstones tombstones() {
        return own().database().tombstones();
    }

    @Override
    public Ledger ledger() {
        return own().database().ledger();
    }

    @Override
    public Owners owners() {
        return own().database().owners();
    }

    /** The database's clock cannot be moved, so all times go back. */
    @Override
    public void pass(Duration time) {
        DSLContext sql = own().sql();
        sql.execute(
                "update storage.tombstone set keep_until = keep_until - make_interval(secs => {0}),"
                        + " due = due - make_interval(secs => {0})",
                seconds(time));
        sql.execute(
                "update storage.file_record set upload_until = upload_until - make_interval(secs => {0}),"
                        + " lent_until = lent_until - make_interval(secs => {0})",
                seconds(time));
    }

    private static Param<Double> seconds(Duration time) {
        return DSL.val(time.toMillis() / 1e3);
    }
}
