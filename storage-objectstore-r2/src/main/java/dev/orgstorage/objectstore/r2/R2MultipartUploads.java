package dev.orgstorage.objectstore.r2;

import static dev.orgstorage.objectstore.r2.R2Failures.required;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.SignedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Uploads in parts to one bucket. An answer of 404 means that the upload has ended, unless it is the bucket that is gone. */
final class R2MultipartUploads implements MultipartUploads {
    private final S3Client client;
    private final String bucket;
    private final R2Signer signer;

    R2MultipartUploads(S3Client client, String bucket, R2Signer signer) {
        this.client = client;
        this.bucket = bucket;
        this.signer = signer;
    }

    @Override
    public UploadId begin(FileRecord file) {
        return R2Failures.translated("begin an upload of " + file.key(), () -> {
            String id = client.createMultipartUpload(create -> create.bucket(bucket)
                            .key(file.key().value())
                            .contentType(file.content().type().value())
                            .metadata(ObjectMetadata.of(file)))
                    .uploadId();
            return new UploadId(required(id, "UploadId"));
        });
    }

    @Override
    public SignedRequest signPart(FileRecord file, UploadId upload, int number, long size, Duration life) {
        if (number < 1 || number > Parts.MOST) {
            throw new IllegalArgumentException("A part has a number from 1 to " + Parts.MOST + ", not " + number);
        }
        Map<String, String> length = Map.of("Content-Length", Long.toString(size));
        Map<String, String> part = Map.of("partNumber", Integer.toString(number), "uploadId", upload.value());
        URI url = signer.sign(SdkHttpMethod.PUT, file.key(), length, part, life);
        return new SignedRequest("PUT", url, Map.of(), life);
    }

    @Override
    public Optional<List<UploadedPart>> parts(ObjectKey key, UploadId upload) {
        return R2Failures.translated("list the parts of " + key, () -> {
            try {
                List<UploadedPart> parts = allParts(key, upload);
                return Optional.of(parts).filter(some -> !some.isEmpty() || isUnderWay(key, upload));
            } catch (AwsServiceException e) {
                requireEnded(e);
                return Optional.empty();
            }
        });
    }

    @Override
    public void complete(ObjectKey key, UploadId upload, List<UploadedPart> parts) {
        List<CompletedPart> listed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        R2Failures.translated("complete the upload of " + key, () -> {
            try {
                client.completeMultipartUpload(complete -> complete.bucket(bucket)
                        .key(key.value())
                        .uploadId(upload.value())
                        .multipartUpload(all -> all.parts(listed))
                        .overrideConfiguration(override -> override.apiCallTimeout(R2Client.LONGEST_CALL)
                                .apiCallAttemptTimeout(R2Client.LONGEST_CALL)));
            } catch (AwsServiceException e) {
                requireEnded(e);
            }
            return key;
        });
    }

    @Override
    public void abortAll(ObjectKey key) {
        R2Failures.translated("abort the uploads of " + key, () -> {
            uploadsOf(key).forEach(upload -> abort(key, upload));
            return key;
        });
    }

    private List<UploadedPart> allParts(ObjectKey key, UploadId upload) {
        ListPartsRequest.Builder request =
                ListPartsRequest.builder().bucket(bucket).key(key.value()).uploadId(upload.value());
        List<UploadedPart> parts = new ArrayList<>();
        int after = 0;
        while (true) {
            ListPartsResponse answer = client.listParts(request.build());
            answer.parts().forEach(part -> parts.add(uploaded(part)));
            if (!required(answer.isTruncated(), "IsTruncated")) {
                return parts;
            }
            int next = required(answer.nextPartNumberMarker(), "NextPartNumberMarker");
            requireProgress(next > after);
            after = next;
            request.partNumberMarker(after);
        }
    }

    /** S3Proxy tells no parts, and no error, of an upload that has ended. */
    private boolean isUnderWay(ObjectKey key, UploadId upload) {
        return uploadsOf(key).contains(upload.value());
    }

    /** Asked for by prefix, since S3 knows no other way; of keys that only begin like this one, none is taken. */
    private List<String> uploadsOf(ObjectKey key) {
        ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(key.value())
                .encodingType(EncodingType.URL);
        List<String> ids = new ArrayList<>();
        Set<List<@Nullable String>> asked = new HashSet<>();
        while (true) {
            ListMultipartUploadsResponse answer = client.listMultipartUploads(request.build());
            answer.uploads().stream()
                    .filter(upload -> key.value().equals(upload.key()))
                    .map(MultipartUpload::uploadId)
                    .forEach(ids::add);
            if (!required(answer.isTruncated(), "IsTruncated")) {
                return ids;
            }
            String nextKey = required(answer.nextKeyMarker(), "NextKeyMarker");
            requireProgress(asked.add(Arrays.asList(nextKey, answer.nextUploadIdMarker())));
            request.keyMarker(nextKey).uploadIdMarker(answer.nextUploadIdMarker());
        }
    }

    /** Of a page that leads nowhere new nobody would ever see the end. */
    private static void requireProgress(boolean isNew) {
        if (!isNew) {
            throw SdkClientException.create("The listing goes in circles");
        }
    }

    private void abort(ObjectKey key, String upload) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(key.value()).uploadId(upload));
        } catch (AwsServiceException e) {
            requireEnded(e);
        }
    }

    private static void requireEnded(AwsServiceException e) {
        if (!R2Failures.noSuchKey(e)) {
            throw e;
        }
    }

    private static UploadedPart uploaded(Part part) {
        return new UploadedPart(
                required(part.partNumber(), "PartNumber"),
                required(part.size(), "Size"),
                R2Listing.unquoted(required(part.eTag(), "ETag")));
    }
}
