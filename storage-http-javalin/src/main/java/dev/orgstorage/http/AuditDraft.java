package dev.orgstorage.http;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a request so far, for its entries in the audit trail. Of one request, hence of one thread. */
final class AuditDraft {
    private static final String ATTRIBUTE = "orgstorage.audit";
    private static final Set<Deed> ONLY_IF_REFUSED = EnumSet.of(Deed.CONTEXT, Deed.USAGE, Deed.LIST, Deed.READ);

    private static final About NO_FILE = new About(null, null, null);

    /** @param refusal of this file alone, in a request that was answered */
    private record About(
            @Nullable FileRef file,
            @Nullable FileName name,
            @Nullable String refusal) {
        static About of(FileRecord file) {
            return new About(file.id(), file.name(), null);
        }
    }

    private final List<About> files = new ArrayList<>();
    private @Nullable Deed deed;
    private @Nullable UserId user;
    private @Nullable Owner context;

    private AuditDraft() {}

    static AuditDraft of(Context request) {
        AuditDraft draft = request.attribute(ATTRIBUTE);
        if (draft == null) {
            draft = new AuditDraft();
            request.attribute(ATTRIBUTE, draft);
        }
        return draft;
    }

    /** What is known by now; afterwards nothing is. */
    static AuditDraft takenFrom(Context request) {
        AuditDraft draft = of(request);
        request.attribute(ATTRIBUTE, null);
        return draft;
    }

    void deed(Deed wanted) {
        deed = wanted;
    }

    /** Who asks, and where; until a context is granted, in their own. */
    void by(UserId who, Owner where) {
        user = who;
        context = where;
    }

    /** The file that was asked for. */
    void about(FileRef file) {
        files.clear();
        files.add(new About(file, null, null));
    }

    /** The file that was found. */
    void about(FileRecord file) {
        about(List.of(file));
    }

    void about(List<FileRecord> found) {
        files.clear();
        found.forEach(file -> files.add(About.of(file)));
    }

    /** One more that was asked for, and is answered as if it were not there; null for what names no file. */
    void missing(@Nullable FileRef file) {
        files.add(new About(file, null, ProblemCode.NOT_FOUND.code()));
    }

    /** Files each of which was given away a URL of. */
    void downloads(List<FileRecord> given) {
        if (!given.isEmpty()) {
            deed = Deed.DOWNLOAD_URL;
        }
        about(given);
    }

    /** One entry for each file, or for none; nothing where nobody is known, or nothing was done that matters. */
    List<AuditEntry> entries(
            Instant now, FileIds ids, @Nullable String refusal, @Nullable String requestId, @Nullable String address) {
        if (user == null || deed == null || (refusal == null && ONLY_IF_REFUSED.contains(deed))) {
            return List.of();
        }
        List<AuditEntry> entries = new ArrayList<>();
        for (About about : files.isEmpty() ? List.of(NO_FILE) : files) {
            entries.add(new AuditEntry(
                    ids.at(now).value(),
                    now,
                    Objects.requireNonNull(context),
                    user,
                    deed,
                    about.file(),
                    about.name(),
                    about.refusal() == null ? refusal : about.refusal(),
                    requestId,
                    address));
        }
        return entries;
    }
}
