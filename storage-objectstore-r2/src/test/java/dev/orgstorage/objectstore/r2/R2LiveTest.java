package dev.orgstorage.objectstore.r2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract on a bucket of yours: set R2_BUCKET, R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY, and R2_ACCOUNT_ID (with
 * R2_JURISDICTION, if it has one) or R2_ENDPOINT (with R2_REGION, if it is not auto).
 */
class R2LiveTest extends R2ObjectStoreTest {
    private static final Map<String, String> ENV = System.getenv();

    @BeforeAll
    static void skipWithoutABucket() {
        List<String> missing = new ArrayList<>(List.of("R2_BUCKET", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY"));
        missing.removeIf(name -> !env(name).isEmpty());
        if (env("R2_ACCOUNT_ID").isEmpty() && env("R2_ENDPOINT").isEmpty()) {
            missing.add("R2_ACCOUNT_ID or R2_ENDPOINT");
        }
        if (!missing.isEmpty()) {
            System.out.println("R2LiveTest is skipped; not set: " + missing);
        }
        assumeTrue(missing.isEmpty(), () -> "Not set: " + missing);
    }

    @Override
    R2Settings settings() {
        String bucket = env("R2_BUCKET");
        String keyId = env("R2_ACCESS_KEY_ID");
        String secret = env("R2_SECRET_ACCESS_KEY");
        if (env("R2_ENDPOINT").isEmpty()) {
            return R2Settings.r2(env("R2_ACCOUNT_ID"), ENV.get("R2_JURISDICTION"), bucket, keyId, secret);
        }
        URI endpoint = URI.create(env("R2_ENDPOINT"));
        R2Settings s3 = R2Settings.s3(endpoint, ENV.getOrDefault("R2_REGION", "auto"), bucket, keyId, secret);
        return endpoint.getHost().endsWith(".amazonaws.com") ? s3.inHost() : s3;
    }

    @Override
    public boolean refusesLateParts() {
        return true;
    }

    private static String env(String name) {
        return ENV.getOrDefault(name, "");
    }
}
