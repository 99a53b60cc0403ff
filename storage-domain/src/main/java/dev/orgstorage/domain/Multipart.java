package dev.orgstorage.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a pending file is coming in parts.
 *
 * @param partSize of each part in bytes, but the last one, which has what is left
 * @param uploadId null until the bucket has said it; before that no part can be sent
 */
public record Multipart(long partSize, @Nullable UploadId uploadId) {}
