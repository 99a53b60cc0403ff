package dev.orgstorage.http.server;

import dev.orgstorage.testkit.contract.ModelContract;
import dev.orgstorage.testkit.contract.World;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;

class RealModelTest implements ModelContract {
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
    public int sequences() {
        return 120;
    }

    @Override
    public int steps() {
        return 25;
    }
}
