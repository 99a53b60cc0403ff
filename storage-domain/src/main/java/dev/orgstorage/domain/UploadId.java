package dev.orgstorage.domain;

/** The bucket's name for an upload in parts. Whoever knows it can do nothing with it alone, and nobody is told. */
public record UploadId(String value) {
    /** @throws IllegalArgumentException if it is empty */
    public UploadId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("An upload id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
