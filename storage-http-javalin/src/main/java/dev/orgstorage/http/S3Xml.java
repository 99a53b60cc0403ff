package dev.orgstorage.http;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.UploadedPart;
import java.util.List;
import java.util.stream.Collectors;

/** What S3 says of an upload in parts, as far as its clients read it. The upload id is that of the file. */
final class S3Xml {
    private S3Xml() {}

    /** The answer to CreateMultipartUpload. */
    static String created(FileRecord file) {
        return document(
                "InitiateMultipartUploadResult",
                key(file) + element("UploadId", file.id().toString()));
    }

    /** The answer to ListParts. */
    static String parts(FileRecord file, List<UploadedPart> parts) {
        return document(
                "ListPartsResult", key(file) + parts.stream().map(S3Xml::part).collect(Collectors.joining()));
    }

    /** The answer to CompleteMultipartUpload. */
    static String completed(FileRecord file) {
        return document("CompleteMultipartUploadResult", element("Location", StorageApi.linkTo(file)) + key(file));
    }

    private static String part(UploadedPart part) {
        return "<Part>" + element("PartNumber", String.valueOf(part.number()))
                + element("ETag", '"' + part.etag() + '"') + element("Size", String.valueOf(part.size())) + "</Part>";
    }

    private static String key(FileRecord file) {
        return element("Key", file.key().value());
    }

    private static String document(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root + ">" + content + "</" + root + ">";
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}
