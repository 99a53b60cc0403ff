package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.http.ContextResponse.OwnerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page of a context's audit trail; {@code nextCursor} is null on the last. */
record AuditResponse(List<Entry> entries, @Nullable String nextCursor, OwnerResponse context) {
    static AuditResponse of(Caller caller, AuditPage page) {
        return new AuditResponse(
                page.entries().stream().map(Entry::of).toList(),
                page.next() == null ? null : page.next().toString(),
                OwnerResponse.of(caller.context()));
    }

    /** What was wanted, and by what code it was refused, if it was; {@code fileKey} is there where no id is known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String id,
            Instant at,
            String user,
            String deed,
            @Nullable String fileId,
            @Nullable String fileKey,
            @Nullable String filename,
            @Nullable String refused,
            @Nullable String requestId,
            @Nullable String address) {
        static Entry of(AuditEntry entry) {
            FileRef file = entry.file();
            return new Entry(
                    entry.id().toString(),
                    entry.at(),
                    entry.user().value(),
                    entry.deed().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    file instanceof FileId id ? id.toString() : null,
                    file instanceof ObjectKey key ? key.value() : null,
                    entry.name() == null ? null : entry.name().value(),
                    entry.refusal(),
                    entry.requestId(),
                    entry.address());
        }
    }
}
