package dev.orgstorage.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail: who wanted what, in which context, and whether it was refused. It holds neither a signed
 * URL nor anything else that opens a door.
 *
 * @param id a UUID of version 7, so that ids in order are entries in order of time
 * @param context whose trail this stands in: where the user was, or their own if they were refused the context itself
 * @param file the file in question, as far as it is known; null for none
 * @param name what that file was called; null where nobody looked
 * @param refusal the stable code of the refusal; null if there was none
 * @param requestId by which logs name the request; null if it came without
 * @param address where it came from; null if that is not known
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Owner context,
        UserId user,
        Deed deed,
        @Nullable FileRef file,
        @Nullable FileName name,
        @Nullable String refusal,
        @Nullable String requestId,
        @Nullable String address) {

    /** What was wanted. */
    public enum Deed {
        /** To see who and where one is. */
        CONTEXT,
        /** To see how much there is. */
        USAGE,
        /** To list files. */
        LIST,
        /** To see what is known of a file. */
        READ,
        /** To be given a URL to upload to. */
        UPLOAD_URL,
        /** To make an uploaded file ready. */
        UPLOAD,
        /** To be given a URL to download from. */
        DOWNLOAD_URL,
        /** To give a file another name. */
        RENAME,
        /** To delete a file. */
        DELETE,
        /** To read the audit trail. */
        AUDIT
    }
}
