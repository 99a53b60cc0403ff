package dev.orgstorage.testkit;

import dev.orgstorage.testkit.contract.CrashContract;
import dev.orgstorage.testkit.contract.World;

class InMemoryCrashTest implements CrashContract {
    @Override
    public World emptyWorld() {
        return new InMemoryWorld();
    }
}
