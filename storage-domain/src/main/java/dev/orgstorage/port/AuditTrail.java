package dev.orgstorage.port;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Owner;
import java.util.Collection;

/** What was done and refused, kept for good: nothing here changes or removes an entry. */
public interface AuditTrail {
    /**
     * Adds entries, of any owners, durably and in one step; one that is there already stays as it is. At most 1,000.
     *
     * @throws IllegalArgumentException if there are more
     */
    void append(Collection<AuditEntry> entries);

    /** A page of the owner's entries by descending id. Entries added meanwhile neither repeat nor hide others. */
    AuditPage page(Owner context, AuditQuery query);
}
