package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Ledger.Known;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Difference.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks again, by exact key, where something seemed to differ: the bucket first and the records after. A record that is
 * ready after an object was not there, was ready when it was not there; a key that had neither record nor tombstone before
 * its object was seen, nor after, had none when it was seen.
 */
final class SecondLook {
    private static final AtOnce LOOKS = new AtOnce(16);

    /** By how much the bucket's clock and ours may differ. S3 refuses requests of clocks that differ more. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Ledger ledger;
    private final Tombstones tombstones;
    private final ObjectStore objects;
    private final Comparison comparison;

    /** @param listed whether its object was in the listing */
    record Suspect(Kind kind, ObjectKey key, boolean listed) {}

    private record Look(Suspect suspect, @Nullable StoredObject object) {}

    SecondLook(Ledger ledger, Tombstones tombstones, ObjectStore objects, Comparison comparison) {
        this.ledger = ledger;
        this.tombstones = tombstones;
        this.objects = objects;
        this.comparison = comparison;
    }

    /**
     * Those where it is still so.
     *
     * @throws StorageException.Unavailable if an object is there that the listing has left out
     */
    List<Difference> at(List<Suspect> suspects) {
        if (suspects.isEmpty()) {
            return List.of();
        }
        List<Look> looks = LOOKS.map(suspects, this::look);
        Map<ObjectKey, Known> known =
                ledger.known(suspects.stream().map(Suspect::key).toList());
        return LOOKS
                .map(looks, look -> difference(look, known.get(look.suspect().key())))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Look look(Suspect suspect) {
        Optional<StoredObject> object = objects.stat(suspect.key());
        if (!suspect.listed() && object.filter(this::wasThereBefore).isPresent()) {
            throw leftOut(object.get());
        }
        return new Look(suspect, object.orElse(null));
    }

    /** Whether a listing since the comparison began had to name it. One that was uploaded meanwhile is younger. */
    private boolean wasThereBefore(StoredObject object) {
        return object.modified().isBefore(comparison.now().minus(SKEW));
    }

    private static StorageException.Unavailable leftOut(StoredObject object) {
        String fault = "The listing is not complete: it left out " + object.key() + ", which is there since "
                + object.modified();
        return new StorageException.Unavailable("list the bucket: " + fault, new IllegalStateException(fault));
    }

    private Optional<Difference> difference(Look look, @Nullable Known known) {
        ObjectKey key = look.suspect().key();
        Optional<Difference> difference = switch (known) {
            case null -> comparison.of(key, look.object(), null, null);
            case RECORD -> ledger.find(key).flatMap(file -> comparison.of(key, look.object(), file, null));
            case TOMBSTONE ->
                tombstone(tombstones, key).flatMap(grave -> comparison.of(key, look.object(), null, grave));
        };
        return difference.filter(same -> same.kind() == look.suspect().kind());
    }

    /** The tombstone of exactly that key, whoever's it was: the first key that begins with a key is the key itself. */
    static Optional<Tombstone> tombstone(Tombstones tombstones, ObjectKey key) {
        return tombstones.page(key.value(), null, 1).stream()
                .filter(first -> first.key().equals(key))
                .findFirst();
    }
}
