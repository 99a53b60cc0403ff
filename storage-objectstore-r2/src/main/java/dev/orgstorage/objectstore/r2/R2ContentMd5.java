package dev.orgstorage.objectstore.r2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/**
 * Sends the checksum that S3 requires of a removal of many objects as Content-MD5, which every S3 takes. The SDK sends
 * CRC32 alone, and LegacyMd5Plugin both; some servers refuse the one or the other.
 */
final class R2ContentMd5 implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        if (!(context.request() instanceof DeleteObjectsRequest)) {
            return context.httpRequest();
        }
        attributes.putAttribute(
                SdkExecutionAttribute.RESOLVED_CHECKSUM_SPECS,
                attributes.getAttribute(SdkExecutionAttribute.RESOLVED_CHECKSUM_SPECS).toBuilder()
                        .isRequestChecksumRequired(false)
                        .build());
        String md5 = md5(context.requestBody().orElseThrow());
        return context.httpRequest().toBuilder().putHeader("Content-MD5", md5).build();
    }

    private static String md5(RequestBody body) {
        try (InputStream bytes = body.contentStreamProvider().newStream()) {
            byte[] digest = MessageDigest.getInstance("MD5").digest(bytes.readAllBytes());
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
