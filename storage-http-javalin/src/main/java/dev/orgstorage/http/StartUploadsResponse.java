package dev.orgstorage.http;

import dev.orgstorage.usecase.SignedFile;
import java.util.List;

/** As for each upload alone, in the order asked for. */
record StartUploadsResponse(List<StartUploadResponse> files) {
    static StartUploadsResponse of(List<SignedFile> uploads) {
        return new StartUploadsResponse(
                uploads.stream().map(StartUploadResponse::of).toList());
    }
}
