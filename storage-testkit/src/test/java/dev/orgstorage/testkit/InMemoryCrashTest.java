package dev.orgstorage.testkit;

import dev.orgstorage.testkit.contract.CrashContract;
import dev.orgstorage.testkit.contract.PartsCrashContract;
import dev.orgstorage.testkit.contract.World;

class InMemoryCrashTest implements CrashContract, PartsCrashContract {
    @Override
    public World emptyWorld() {
        return new InMemoryWorld();
    }
}
