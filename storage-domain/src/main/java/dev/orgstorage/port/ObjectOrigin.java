package dev.orgstorage.port;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What an object's metadata says of the file that was uploaded as it. It is what was so then: later renames and transfers
 * are in the record alone. Any part but the owner is null where the metadata does not say, or not in a form that can be
 * read.
 *
 * @param checksum what was promised, whether or not the bucket checked it
 */
public record ObjectOrigin(
        Owner owner,
        @Nullable UserId uploader,
        @Nullable FileName name,
        @Nullable FileId id,
        @Nullable Sha256 checksum) {}
