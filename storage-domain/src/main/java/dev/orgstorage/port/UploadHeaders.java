package dev.orgstorage.port;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Sha256;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers that are signed with the upload of a file, and have to be sent with it. Content-Length is signed too, but
 * not among them: clients take it from the body and let nobody set it.
 */
public final class UploadHeaders {
    private UploadHeaders() {}

    public static Map<String, String> of(FileRecord file) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", file.content().type().value());
        headers.put("If-None-Match", "*");
        ObjectMetadata.of(file).forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        Sha256 checksum = file.content().checksum();
        if (checksum != null) {
            headers.put("x-amz-checksum-sha256", checksum.base64());
        }
        return headers;
    }
}
