package dev.orgstorage.http;

import dev.orgstorage.usecase.SignedPart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where to send which parts. */
record SignPartsResponse(List<Part> parts) {
    record Part(int number, long size, String uploadUrl, String method, Map<String, String> headers, long expiresIn) {
        static Part of(SignedPart part) {
            return new Part(
                    part.number(),
                    part.size(),
                    part.request().url().toString(),
                    part.request().method(),
                    new TreeMap<>(part.request().headers()),
                    part.request().life().toSeconds());
        }
    }

    static SignPartsResponse of(List<SignedPart> signed) {
        return new SignPartsResponse(signed.stream().map(Part::of).toList());
    }
}
