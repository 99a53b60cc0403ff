package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.KeyRule;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives records to objects that are in the bucket without one: what was there before this system, or all of it when the
 * database has been lost. Objects are never touched and keep their keys. Whose a file is and what it is called, its
 * metadata tells, or else its key; the rest, its object. An object that has a record or a tombstone is left as it is, so
 * that importing may be repeated, and run beside servers and beside itself.
 *
 * <pre>{@code
 * ImportObjects importing = new ImportObjects(objects, ledger, ids);
 * Page page = importing.next("uploads/", null);
 * while (page.more()) {
 *     page = importing.next("uploads/", page.last());
 * }
 * }</pre>
 */
public final class ImportObjects {
    /** How many objects at most are imported in one step. */
    public static final int BATCH = Listing.PAGE;

    private static final int LOOKS_AT_ONCE = 32;

    private final ObjectStore objects;
    private final Adopting adopting;

    /** By the built-in rules for keys, looking at 32 objects at once. */
    public ImportObjects(ObjectStore objects, Ledger ledger, FileIds ids) {
        this(
                objects,
                new Adopting(objects, ledger, ids, new Origins(KeyRule.builtIn()), new AtOnce(LOOKS_AT_ONCE), false));
    }

    private ImportObjects(ObjectStore objects, Adopting adopting) {
        this.objects = objects;
        this.adopting = adopting;
    }

    /** By these rules for keys and no others, of which the first that fits a key is taken. */
    public ImportObjects with(List<KeyRule> rules) {
        return new ImportObjects(objects, adopting.with(new Origins(rules)));
    }

    /** Looking at so many objects at once. */
    public ImportObjects lookingAt(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one object at once, not " + most);
        }
        return new ImportObjects(objects, adopting.with(new AtOnce(most)));
    }

    /** Doing everything but adding records. What would be imported is answered as imported. */
    public ImportObjects dry() {
        return new ImportObjects(objects, adopting.dry());
    }

    /**
     * An object to import.
     *
     * @param owner whose it is, whatever its metadata and its key say; null to leave it to them
     * @param name what its file is called, likewise
     */
    public record Claim(
            ObjectKey key, @Nullable Owner owner, @Nullable FileName name) {
        public Claim(ObjectKey key) {
            this(key, null, null);
        }
    }

    /** What became of an object. */
    public enum Outcome {
        /** It has a record now. */
        IMPORTED,

        /** It had a record. */
        ALREADY_THERE,

        /** It was deleted, and is about to go. */
        DELETED,

        /** It is not in the bucket (any more). */
        GONE,

        /** Nothing tells its owner. */
        NO_OWNER,

        /** The host, whose users and organizations are linked, knows no such owner (any more). */
        UNKNOWN_OWNER,

        /** Its name or its size is none that a file can have. */
        UNFIT,

        /** It could not be looked at; another try may do. */
        FAILED
    }

    /** @param reason why it was not imported; empty if it was */
    public record Result(ObjectKey key, Outcome outcome, String reason) {}

    /**
     * What became of the next objects of a listing.
     *
     * @param last the key after which to go on; null if there are no objects at all
     * @param more whether there are objects after these
     */
    public record Page(List<Result> results, @Nullable ObjectKey last, boolean more) {}

    /**
     * Imports the next objects of a listing, at most 1,000 of them, holding no more than these in memory.
     *
     * @param prefix of the keys; empty, or ending with a slash
     * @param after only keys beyond this one; null to begin at the first
     * @throws IllegalArgumentException if the prefix ends otherwise
     * @throws StorageException.Unavailable if the listing fails or makes no sense, or if the records do not answer; the
     *     same call may be repeated
     */
    public Page next(String prefix, @Nullable ObjectKey after) {
        ObjectPage page = new Listing(objects).page(prefix, after);
        List<Claim> found =
                page.entries().stream().map(entry -> new Claim(entry.key())).toList();
        return new Page(adopt(found), found.isEmpty() ? after : found.getLast().key(), page.more());
    }

    /**
     * Imports these objects.
     *
     * @param claims at most 1,000, no two of the same key
     * @return what became of each, in their order
     * @throws IllegalArgumentException if there are too many, or two of the same key
     * @throws StorageException.Unavailable if the records do not answer; the same call may be repeated
     */
    public List<Result> adopt(Collection<Claim> claims) {
        long keys = claims.stream().map(Claim::key).distinct().count();
        if (keys < claims.size() || keys > BATCH) {
            throw new IllegalArgumentException("At most " + BATCH + " objects in one step, each of them once");
        }
        return claims.isEmpty() ? List.of() : adopting.adopt(List.copyOf(claims));
    }
}
