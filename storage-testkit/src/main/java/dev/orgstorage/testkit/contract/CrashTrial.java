package dev.orgstorage.testkit.contract;

import dev.orgstorage.testkit.Fault;
import java.util.Optional;
import java.util.function.Supplier;

/** Plays one scene with a crash at each of its calls. */
final class CrashTrial {
    private final Supplier<World> worlds;
    private final Scene scene;
    private final int sequels;
    private int plays;

    /** @param sequels how many sequels follow each crash */
    CrashTrial(Supplier<World> worlds, Scene scene, int sequels) {
        this.worlds = worlds;
        this.scene = scene;
        this.sequels = sequels;
    }

    void crashEverywhere() {
        crashAtEachCall(Fault.CRASH_BEFORE);
        crashAtEachCall(Fault.CRASH_AFTER);
    }

    /** The calls are counted by crashing at one after the other, until there is none to crash at. */
    private void crashAtEachCall(Fault fault) {
        int call = 1;
        while (crashes(new Mishap.At(call, fault))) {
            call++;
        }
        Witness.require(call > 1, "No port is called by " + scene.name());
    }

    /** Whether there is that call. */
    private boolean crashes(Mishap.At crash) {
        boolean crashes = false;
        for (int i = 0; i < sequels; i++) {
            crashes |= crashes(crash, Sequel.ALL.get(plays++ % Sequel.ALL.size()));
        }
        return crashes;
    }

    private boolean crashes(Mishap.At crash, Sequel sequel) {
        Play play = new Play(worlds.get(), plays);
        boolean[] crashes = new boolean[1];
        Optional<Failure> failure = Failure.of(play, () -> {
            scene.before().forEach(play::take);
            play.take(new Turn(scene.act(), crash));
            crashes[0] = play.calls().size() >= crash.call();
            sequel.take(play, scene.act());
            play.end();
        });
        if (failure.isPresent()) {
            throw failure.get().error(scene.name() + crash);
        }
        return crashes[0];
    }
}
