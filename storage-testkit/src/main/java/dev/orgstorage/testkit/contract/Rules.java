package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What has to be answered to whom.
 *
 * @param now how long the play has lasted
 * @param interrupted whether something else may have come between, so that more than one answer is right
 */
record Rules(Duration now, boolean interrupted) {
    Set<Outcome> done() {
        return EnumSet.of(Outcome.DONE);
    }

    Set<Outcome> start(Caller caller) {
        return EnumSet.of(caller.role() == Role.VIEWER ? Outcome.FORBIDDEN : Outcome.DONE);
    }

    Set<Outcome> complete(Caller caller, ModelFile file) {
        if (!file.isIn(caller.context())) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        return caller.role() == Role.VIEWER ? orVanished(EnumSet.of(Outcome.FORBIDDEN), file) : settle(file);
    }

    Set<Outcome> open(Caller caller, ModelFile file) {
        if (!file.isIn(caller.context())) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        if (file.isReady() || caller.user().equals(file.record().uploader())) {
            return settle(file);
        }
        Set<Outcome> unsettled = orVanished(EnumSet.of(Outcome.NOT_UPLOADED), file);
        if (interrupted && file.bytes() == Bytes.AS_PROMISED) {
            unsettled.add(Outcome.DONE);
        }
        return unsettled;
    }

    Set<Outcome> delete(Caller caller, ModelFile file) {
        if (!file.record().owner().equals(caller.context()) || file.bytes() == Bytes.UNRECORDED) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        if (!file.isThere()) {
            return repeatDeletion(caller, file);
        }
        if (mayChange(caller, file)) {
            return EnumSet.of(Outcome.DONE);
        }
        Set<Outcome> refused = EnumSet.of(Outcome.FORBIDDEN);
        if (interrupted && file.mayVanish(now)) {
            refused.addAll(repeatDeletion(caller, file));
        }
        return refused;
    }

    Set<Outcome> rename(Caller caller, ModelFile file) {
        if (!file.isIn(caller.context())) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        return mayChange(caller, file) ? open(caller, file) : orVanished(EnumSet.of(Outcome.FORBIDDEN), file);
    }

    Set<Outcome> transfer(ModelFile file, Owner from) {
        if (!file.isIn(from)) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        if (file.isReady()) {
            return EnumSet.of(Outcome.DONE);
        }
        Set<Outcome> pending = orVanished(EnumSet.of(Outcome.NOT_UPLOADED), file);
        if (interrupted && file.bytes() == Bytes.AS_PROMISED) {
            pending.add(Outcome.DONE);
        }
        return pending;
    }

    private Set<Outcome> repeatDeletion(Caller caller, ModelFile file) {
        if (caller.role() == Role.VIEWER) {
            return EnumSet.of(Outcome.NOT_FOUND);
        }
        return file.isRemembered(now) ? EnumSet.of(Outcome.DONE) : EnumSet.of(Outcome.DONE, Outcome.NOT_FOUND);
    }

    private Set<Outcome> settle(ModelFile file) {
        if (file.isReady()) {
            return EnumSet.of(Outcome.DONE);
        }
        return orVanished(
                EnumSet.of(
                        switch (file.bytes()) {
                            case NONE -> Outcome.NOT_UPLOADED;
                            case AS_PROMISED -> Outcome.DONE;
                            case OTHER -> Outcome.MISMATCH;
                            case LATE, UNRECORDED -> Outcome.NOT_FOUND;
                        }),
                file);
    }

    /** A record that goes between two looks may still be taken for one whose bytes have not come. */
    private Set<Outcome> orVanished(Set<Outcome> outcomes, ModelFile file) {
        if (interrupted && file.isPending()) {
            outcomes.add(Outcome.NOT_FOUND);
            outcomes.add(Outcome.NOT_UPLOADED);
        }
        return outcomes;
    }

    private static boolean mayChange(Caller caller, ModelFile file) {
        return switch (caller.context()) {
            case Owner.Personal alone -> true;
            case Owner.Organization organization ->
                switch (caller.role()) {
                    case VIEWER -> false;
                    case MEMBER -> caller.user().equals(file.record().uploader());
                    case ADMIN, OWNER -> true;
                };
        };
    }
}
