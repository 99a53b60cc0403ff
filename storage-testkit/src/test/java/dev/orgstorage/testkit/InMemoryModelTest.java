package dev.orgstorage.testkit;

import dev.orgstorage.testkit.contract.ModelContract;
import dev.orgstorage.testkit.contract.World;

class InMemoryModelTest implements ModelContract {
    @Override
    public World emptyWorld() {
        return new InMemoryWorld();
    }

    @Override
    public int sequences() {
        return 10_000;
    }

    @Override
    public int steps() {
        return 45;
    }
}
