package dev.orgstorage.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What records and a bucket keep together wherever a server dies. Each thing that servers do is done with a death before
 * and after every single call of a port, as many as there are. Then a server starts again, and nothing more is asked, or
 * the same once more, or late bytes arrive; an hour passes, or two days. After one sweep there is no object without a
 * record, nothing is lost that was acknowledged, and nothing else has changed.
 */
public interface CrashContract {
    int ALL_SEQUELS = 6;

    /** One with nothing in it. The one given before is not used any more. */
    World emptyWorld();

    /** How many sequels follow each crash, of {@value #ALL_SEQUELS}; with fewer, each crash is followed by others. */
    default int sequels() {
        return ALL_SEQUELS;
    }

    @TestFactory
    default Stream<DynamicTest> noCrashLosesAnythingOrLeavesAnything() {
        return Scene.all().stream()
                .map(scene -> DynamicTest.dynamicTest(
                        scene.name(), () -> new CrashTrial(this::emptyWorld, scene, sequels()).crashEverywhere()));
    }
}
