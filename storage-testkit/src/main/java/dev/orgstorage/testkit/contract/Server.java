package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.SignatureDetector;
import dev.orgstorage.usecase.EraseOwner;
import dev.orgstorage.usecase.ImportObjects;
import dev.orgstorage.usecase.Storage;
import dev.orgstorage.usecase.Sweep;
import dev.orgstorage.usecase.TransferFiles;
import java.util.random.RandomGenerator;

/** A server in a world, with faults around everything it stands on. */
final class Server {
    final Faults faults = new Faults();
    final Storage storage;
    final Sweep sweep;
    final EraseOwner erase;
    final TransferFiles transfer;
    final ImportObjects importing;

    Server(World world, RandomGenerator random) {
        FileRecords records = faults.around(FileRecords.class, world.records());
        Tombstones tombstones = faults.around(Tombstones.class, world.tombstones());
        Ledger ledger = faults.around(Ledger.class, world.ledger());
        Owners owners = faults.around(Owners.class, world.owners());
        ObjectStore objects = faults.around(ObjectStore.class, world.objects());
        FileIds ids = new FileIds(world.clock(), random);
        ContentDetector detector = new SignatureDetector();
        storage = Storage.over(records, tombstones, objects)
                .with(world.clock(), ids)
                .with(detector, ContentCheck.STRICT);
        sweep = new Sweep(records, tombstones, ledger, objects, world.clock()).with(detector, ContentCheck.STRICT);
        erase = new EraseOwner(owners);
        transfer = new TransferFiles(records, owners, world.clock());
        importing = new ImportObjects(objects, ledger, ids);
    }
}
