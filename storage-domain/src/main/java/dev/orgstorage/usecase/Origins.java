package dev.orgstorage.usecase;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.KeyRule;
import dev.orgstorage.domain.KeyRule.Reading;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectOrigin;
import dev.orgstorage.usecase.ImportObjects.Claim;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what an object is: by what is claimed of it, else by its metadata, else by its key. */
final class Origins {
    private final List<KeyRule> rules;

    Origins(List<KeyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Empty if nothing tells its owner.
     *
     * @throws StorageException.Invalid if its name or its size is none that a file can have
     */
    Optional<Orphan> of(Claim claim, StoredObject object) {
        Optional<ObjectOrigin> origin = ObjectMetadata.read(object.metadata());
        Optional<Reading> reading =
                rules.stream().flatMap(rule -> rule.read(object.key()).stream()).findFirst();
        return Optional.ofNullable(claim.owner())
                .or(() -> origin.map(ObjectOrigin::owner))
                .or(() -> reading.map(Reading::owner))
                .map(owner -> new Orphan(
                        object,
                        owner,
                        uploader(owner, origin),
                        name(claim, object, origin, reading),
                        content(object, origin),
                        origin.map(ObjectOrigin::id).orElse(null)));
    }

    private static @Nullable UserId uploader(Owner owner, Optional<ObjectOrigin> origin) {
        if (origin.isPresent()) {
            return origin.get().uploader();
        }
        return owner instanceof Owner.Personal(UserId user) ? user : null;
    }

    private static FileName name(
            Claim claim, StoredObject object, Optional<ObjectOrigin> origin, Optional<Reading> reading) {
        return Optional.ofNullable(claim.name())
                .or(() -> origin.map(ObjectOrigin::name))
                .orElseGet(() ->
                        new FileName(reading.map(Reading::name).orElseGet(() -> KeyRule.lastPartOf(object.key()))));
    }

    private static Content content(StoredObject object, Optional<ObjectOrigin> origin) {
        return new Content(
                type(object.type()),
                object.size(),
                Optional.ofNullable(object.checksum())
                        .or(() -> origin.map(ObjectOrigin::checksum))
                        .orElse(null));
    }

    /** Without its parameters, such as a charset. */
    private static MediaType type(String text) {
        try {
            return new MediaType(text.split(";", 2)[0].strip());
        } catch (StorageException.Invalid notAType) {
            return MediaType.BYTES;
        }
    }
}
