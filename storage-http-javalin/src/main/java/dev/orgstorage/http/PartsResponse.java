package dev.orgstorage.http;

import dev.orgstorage.usecase.PartsThere;
import java.util.List;

/** How a file is cut into parts, and which have arrived. */
record PartsResponse(long partSize, int partCount, List<Part> parts) {
    record Part(int number, long size) {}

    static PartsResponse of(PartsThere there) {
        return new PartsResponse(
                there.parts().partSize(),
                there.parts().count(),
                there.there().stream()
                        .map(part -> new Part(part.number(), part.size()))
                        .toList());
    }
}
