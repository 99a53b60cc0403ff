package dev.orgstorage.domain;

/** A part that has arrived in the bucket, under this ETag, which is without quotes. */
public record UploadedPart(int number, long size, String etag) {}
