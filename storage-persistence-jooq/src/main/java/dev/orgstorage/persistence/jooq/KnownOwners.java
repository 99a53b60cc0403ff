package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Owner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The owners and uploaders who were in the database when last seen, so that an upload need not add them once more. Of the
 * latest so many only, and they may have been erased since. Any number of threads may ask.
 */
final class KnownOwners {
    private static final int LATEST = 1 << 14;

    private final Map<String, Boolean> scopes;

    private KnownOwners(int most) {
        scopes = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    static KnownOwners latest() {
        return new KnownOwners(LATEST);
    }

    static KnownOwners none() {
        return new KnownOwners(0);
    }

    synchronized boolean areOf(FileRecord file) {
        return isKnown(file.owner()) && (file.uploader() == null || isKnown(Owner.of(file.uploader())));
    }

    private boolean isKnown(Owner owner) {
        return scopes.get(owner.scope()) != null;
    }

    synchronized void add(FileRecord file) {
        scopes.put(file.owner().scope(), true);
        if (file.uploader() != null) {
            scopes.put(Owner.of(file.uploader()).scope(), true);
        }
    }

    synchronized void forget(FileRecord file) {
        scopes.remove(file.owner().scope());
        if (file.uploader() != null) {
            scopes.remove(Owner.of(file.uploader()).scope());
        }
    }
}
