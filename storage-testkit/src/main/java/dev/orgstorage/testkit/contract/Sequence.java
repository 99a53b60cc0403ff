package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.contract.BucketStep.Disguise;
import dev.orgstorage.testkit.contract.BucketStep.Forgery;
import dev.orgstorage.testkit.contract.BucketStep.Intrusion;
import dev.orgstorage.testkit.contract.BucketStep.Upload;
import dev.orgstorage.testkit.contract.ClientStep.Browse;
import dev.orgstorage.testkit.contract.ClientStep.Complete;
import dev.orgstorage.testkit.contract.ClientStep.Delete;
import dev.orgstorage.testkit.contract.ClientStep.Open;
import dev.orgstorage.testkit.contract.ClientStep.Rename;
import dev.orgstorage.testkit.contract.ClientStep.Start;
import dev.orgstorage.testkit.contract.UpkeepStep.EraseOrganization;
import dev.orgstorage.testkit.contract.UpkeepStep.EraseUser;
import dev.orgstorage.testkit.contract.UpkeepStep.Import;
import dev.orgstorage.testkit.contract.UpkeepStep.Pass;
import dev.orgstorage.testkit.contract.UpkeepStep.SweepOnce;
import dev.orgstorage.testkit.contract.UpkeepStep.Transfer;
import dev.orgstorage.testkit.contract.UpkeepStep.TransferAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes turns by chance, the same ones from the same seed. */
final class Sequence {
    private static final List<Duration> TIMES = List.of(
            Duration.ofSeconds(90),
            Duration.ofMinutes(7),
            Duration.ofMinutes(13),
            Duration.ofMinutes(70),
            Duration.ofHours(5),
            Duration.ofHours(8),
            Duration.ofHours(26));

    private static final List<Fault> FAULTS =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.FAIL_BEFORE, Fault.FAIL_AFTER);

    /** How many calls of ports most requests make. */
    private static final int CALLS = 6;

    /** How far back the files are that most turns are about. */
    private static final int RECENT = 6;

    private final RandomGenerator dice;
    private final List<Caller> starters = new ArrayList<>();

    private Sequence(long seed) {
        dice = new SplittableRandom(seed);
    }

    static List<Turn> of(long seed, int steps) {
        Sequence sequence = new Sequence(seed);
        List<Turn> turns = new ArrayList<>();
        while (turns.size() < steps) {
            turns.add(sequence.next());
        }
        return turns;
    }

    private Turn next() {
        int chance = dice.nextInt(100);
        if (starters.isEmpty() || chance < 17) {
            return failing(start());
        } else if (chance < 18) {
            return Turn.of(unrecorded());
        }
        int number = number();
        Caller caller = caller(number);
        if (chance < 34) {
            return Turn.of(new Upload(number));
        } else if (chance < 37) {
            return Turn.of(new Forgery(number, dice.nextBoolean()));
        } else if (chance < 39) {
            return Turn.of(dice.nextBoolean() ? new Intrusion(number) : new Disguise(number));
        } else if (chance < 50) {
            return interrupted(new Complete(caller, number), number);
        } else if (chance < 55) {
            return interrupted(new Open(caller, number), number);
        } else if (chance < 60) {
            return interrupted(new Browse(caller), number);
        } else if (chance < 64) {
            return interrupted(rename(caller, number), number);
        } else if (chance < 72) {
            return interrupted(new Delete(caller, number), number);
        }
        return upkeep(chance, number, caller);
    }

    private Turn upkeep(int chance, int number, Caller caller) {
        if (chance < 82) {
            return Turn.of(new Pass(one(TIMES)));
        } else if (chance < 90) {
            return interrupted(new SweepOnce(), number);
        } else if (chance < 92) {
            return failing(new Import());
        } else if (chance < 94) {
            return interrupted(new EraseUser(one(Cast.USERS)), number);
        } else if (chance < 95) {
            return interrupted(new EraseOrganization(one(Cast.ORGANIZATIONS)), number);
        } else if (chance < 98) {
            return interrupted(new Transfer(number, caller.context(), one(Cast.OWNERS)), number);
        }
        return failing(new TransferAll(caller.context(), one(Cast.OWNERS)));
    }

    private Start start() {
        Caller caller = one(Cast.CALLERS);
        starters.add(caller);
        return new Start(caller, starters.size());
    }

    private BucketStep.Unrecorded unrecorded() {
        Caller caller = one(Cast.CALLERS);
        starters.add(caller);
        return new BucketStep.Unrecorded(caller, starters.size());
    }

    private int number() {
        int most = starters.size();
        return most - dice.nextInt(Math.min(most, dice.nextInt(4) == 0 ? most : RECENT));
    }

    /** Mostly whoever began the upload, or else anybody. */
    private Caller caller(int number) {
        return dice.nextInt(3) > 0 ? starters.get(number - 1) : one(Cast.CALLERS);
    }

    private Turn failing(Step step) {
        int chance = dice.nextInt(20);
        if (chance < 4) {
            return new Turn(step, new Mishap.At(call(), one(FAULTS)));
        }
        return chance == 4 ? new Turn(step, new Mishap.Outage(dice.nextBoolean())) : Turn.of(step);
    }

    private Turn interrupted(Step step, int number) {
        int chance = dice.nextInt(20);
        if (chance == 0) {
            return new Turn(step, new Mishap.Together(meanwhile(number)));
        } else if (chance < 4) {
            Duration time = dice.nextBoolean() ? Duration.ZERO : one(TIMES);
            return new Turn(step, new Mishap.Standstill(call(), dice.nextBoolean(), time, meanwhile(number)));
        }
        return failing(step);
    }

    /** What another server does, mostly with the same file. */
    private Request<?> meanwhile(int number) {
        Caller caller = caller(number);
        return switch (dice.nextInt(11)) {
            case 0 -> new Complete(caller, number);
            case 1, 2 -> new Delete(caller, number);
            case 3 -> new Transfer(number, caller.context(), one(Cast.OWNERS));
            case 4 -> new EraseUser(one(Cast.USERS));
            case 5 -> new EraseOrganization(one(Cast.ORGANIZATIONS));
            case 6 -> rename(caller, number);
            default -> new SweepOnce();
        };
    }

    private Rename rename(Caller caller, int number) {
        return new Rename(caller, number, 1 + dice.nextInt(3));
    }

    private int call() {
        return 1 + dice.nextInt(CALLS);
    }

    private <T> T one(List<T> choice) {
        return choice.get(dice.nextInt(choice.size()));
    }
}
