package dev.orgstorage.usecase;

import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.UploadedPart;
import java.util.List;

/** How a file is cut into parts, and which of them have arrived, by ascending number. */
public record PartsThere(Parts parts, List<UploadedPart> there) {
    public PartsThere {
        there = List.copyOf(there);
    }
}
