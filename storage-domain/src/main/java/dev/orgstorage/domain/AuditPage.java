package dev.orgstorage.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some entries, newest first, and where the next page begins; null when there is none. */
public record AuditPage(List<AuditEntry> entries, @Nullable Cursor next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }

    /** The page that begins with what was found, of which one more than the limit was looked for. */
    public static AuditPage of(List<AuditEntry> found, int limit) {
        if (found.size() <= limit) {
            return new AuditPage(found, null);
        }
        List<AuditEntry> page = found.subList(0, limit);
        return new AuditPage(page, new Cursor(new FileId(page.getLast().id())));
    }
}
