package dev.orgstorage.testkit;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.AuditTrail;
import java.net.ConnectException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An audit trail in memory. Can be made to be {@link #down}. */
public final class InMemoryAuditTrail implements AuditTrail {
    private static final int MOST = 1000;
    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing((AuditEntry entry) -> entry.id().toString()).reversed();

    private final Map<UUID, AuditEntry> entries = new LinkedHashMap<>();
    private boolean down;

    @Override
    public synchronized void append(Collection<AuditEntry> added) {
        requireUp("append to the audit trail");
        if (added.size() > MOST) {
            throw new IllegalArgumentException("At most " + MOST + " entries at once, not " + added.size());
        }
        added.forEach(entry -> entries.putIfAbsent(entry.id(), entry));
    }

    @Override
    public synchronized AuditPage page(Owner context, AuditQuery query) {
        requireUp("read the audit trail of " + context.scope());
        List<AuditEntry> found = entries.values().stream()
                .filter(entry -> entry.context().equals(context) && matches(query, entry))
                .sorted(NEWEST_FIRST)
                .limit(query.limit() + 1L)
                .toList();
        return AuditPage.of(found, query.limit());
    }

    /** All entries of all owners, in the order in which they came; also while down. */
    public synchronized List<AuditEntry> all() {
        return List.copyOf(entries.values());
    }

    /** While down, everything fails with {@link StorageException.Unavailable}. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    private static boolean matches(AuditQuery query, AuditEntry entry) {
        return (query.after() == null
                        || entry.id()
                                        .toString()
                                        .compareTo(query.after().before().toString())
                                < 0)
                && (query.file() == null || query.file().equals(entry.file()))
                && (query.user() == null || query.user().equals(entry.user()));
    }

    private void requireUp(String attempt) {
        if (down) {
            throw new StorageException.Unavailable(attempt, new ConnectException("The audit trail is down"));
        }
    }
}
