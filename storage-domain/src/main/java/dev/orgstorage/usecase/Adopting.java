package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Ledger.Adoption;
import dev.orgstorage.port.Ledger.Known;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.usecase.ImportObjects.Claim;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One step of an import: asks what is known, looks at the rest, and gives records to what was found. */
record Adopting(ObjectStore objects, Ledger ledger, FileIds ids, Origins origins, AtOnce looks, boolean isDry) {
    Adopting with(Origins others) {
        return new Adopting(objects, ledger, ids, others, looks, isDry);
    }

    Adopting with(AtOnce others) {
        return new Adopting(objects, ledger, ids, origins, others, isDry);
    }

    Adopting dry() {
        return new Adopting(objects, ledger, ids, origins, looks, true);
    }

    /** What became of each, in their order. */
    List<Result> adopt(List<Claim> claims) {
        Map<ObjectKey, Result> results = new HashMap<>();
        List<ObjectKey> keys = claims.stream().map(Claim::key).toList();
        ledger.known(keys).forEach((key, known) -> results.put(key, result(key, known)));
        List<Claim> unknown = claims.stream()
                .filter(claim -> !results.containsKey(claim.key()))
                .toList();
        List<Orphan> orphans = new ArrayList<>();
        for (Finding finding : looks.map(unknown, this::look)) {
            switch (finding) {
                case Finding.Found(Orphan orphan) -> orphans.add(orphan);
                case Finding.Refused(Result result) -> results.put(result.key(), result);
            }
        }
        adoptAll(orphans).forEach((key, adoption) -> results.put(key, result(key, adoption)));
        return keys.stream()
                .map(key -> Objects.requireNonNull(results.get(key)))
                .toList();
    }

    private Finding look(Claim claim) {
        try {
            Optional<StoredObject> object = objects.stat(claim.key());
            if (object.isEmpty()) {
                return refused(claim, Outcome.GONE, "There is no such object (any more)");
            }
            return origins.of(claim, object.get())
                    .<Finding>map(Finding.Found::new)
                    .orElseGet(() -> refused(
                            claim, Outcome.NO_OWNER, "Neither its metadata nor a rule for keys tells its owner"));
        } catch (StorageException.Invalid e) {
            return refused(claim, Outcome.UNFIT, String.valueOf(e.getMessage()));
        } catch (StorageException.Unavailable e) {
            return refused(claim, Outcome.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Map<ObjectKey, Adoption> adoptAll(List<Orphan> orphans) {
        Map<ObjectKey, Adoption> adoptions = new HashMap<>();
        List<Orphan> next = withIdsOfTheirOwn(orphans);
        while (!next.isEmpty()) {
            Map<ObjectKey, Adoption> added = add(next);
            adoptions.putAll(added);
            next = next.stream()
                    .flatMap(orphan -> orphan.after(Objects.requireNonNull(added.get(orphan.key()))).stream())
                    .toList();
        }
        return adoptions;
    }

    /** The first that names an id keeps it. */
    private static List<Orphan> withIdsOfTheirOwn(List<Orphan> orphans) {
        Set<FileId> named = new HashSet<>();
        return orphans.stream()
                .map(orphan -> orphan.id() == null || named.add(orphan.id()) ? orphan : orphan.withoutId())
                .toList();
    }

    private Map<ObjectKey, Adoption> add(List<Orphan> orphans) {
        return isDry
                ? orphans.stream().collect(Collectors.toMap(Orphan::key, orphan -> Adoption.ADDED))
                : ledger.adopt(
                        orphans.stream().map(orphan -> orphan.record(ids)).toList());
    }

    private static Finding refused(Claim claim, Outcome outcome, String reason) {
        return new Finding.Refused(new Result(claim.key(), outcome, reason));
    }

    private static Result result(ObjectKey key, Known known) {
        return switch (known) {
            case RECORD -> alreadyThere(key);
            case TOMBSTONE -> deleted(key);
        };
    }

    private static Result result(ObjectKey key, Adoption adoption) {
        return switch (adoption) {
            case ADDED -> new Result(key, Outcome.IMPORTED, "");
            case ALREADY_THERE -> alreadyThere(key);
            case DELETED -> deleted(key);
            case ID_TAKEN -> new Result(key, Outcome.FAILED, "No id was free for it");
            case UNKNOWN_OWNER -> new Result(key, Outcome.UNKNOWN_OWNER, "The host knows no such owner (any more)");
        };
    }

    private static Result alreadyThere(ObjectKey key) {
        return new Result(key, Outcome.ALREADY_THERE, "It has a record");
    }

    private static Result deleted(ObjectKey key) {
        return new Result(key, Outcome.DELETED, "It was deleted, and its object is about to go");
    }
}
