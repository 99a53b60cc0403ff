package dev.orgstorage.http.server;

import dev.orgstorage.testkit.contract.CrashContract;
import dev.orgstorage.testkit.contract.PartsCrashContract;
import dev.orgstorage.testkit.contract.World;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;

class RealCrashTest implements CrashContract, PartsCrashContract {
    private static final RealWorld WORLD = new RealWorld();

    @AfterAll
    static void close() throws SQLException {
        WORLD.close();
    }

    @Override
    public World emptyWorld() {
        return WORLD.empty();
    }

    @Override
    public int sequels() {
        return 1;
    }

    @Override
    public int variations() {
        return 1;
    }
}
