package dev.orgstorage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as it has to be. Times are counted from the beginning of the play.
 *
 * @param record what its record says, or said when it was removed; when a pending upload expires does not count
 * @param updated whether the record has been updated, nobody knows when
 * @param upload how to upload it, signed at {@code signedAt}
 * @param bytes what has been put under its key
 * @param goneSince when it was removed, at the earliest; null while it was not
 */
record ModelFile(
        int number,
        FileRecord record,
        boolean updated,
        SignedRequest upload,
        Duration signedAt,
        Bytes bytes,
        @Nullable Duration goneSince) {

    /** By how much the world's clock may be beyond the model's, as time passes in it by itself. */
    static final Duration HASTE = Duration.ofMinutes(5);

    /** What a client, or somebody else, has put under a key. */
    enum Bytes {
        NONE,
        AS_PROMISED,
        OTHER,

        /** They came after the file was removed. */
        LATE,

        /** Those of a file whose record was lost. */
        UNRECORDED
    }

    /** A file whose upload has been asked for. */
    static ModelFile promised(int number, FileRecord record, SignedRequest upload, Duration now) {
        return new ModelFile(number, record, false, upload, now, Bytes.NONE, null);
    }

    static byte[] content(int number) {
        return ("the bytes of file " + number).getBytes(UTF_8);
    }

    boolean isIn(Owner context) {
        return isThere() && record.owner().equals(context);
    }

    boolean isThere() {
        return goneSince == null && bytes != Bytes.UNRECORDED;
    }

    boolean isReady() {
        return isThere() && record.isReady();
    }

    boolean isPending() {
        return isThere() && !record.isReady();
    }

    /** Whether the upload URL can be used. */
    boolean isOpen(Duration now) {
        return age(now).compareTo(upload.life()) <= 0;
    }

    /** Whether an upload that began while it could may still arrive. */
    boolean isUnderWay(Duration now) {
        return age(now).plus(HASTE).compareTo(upload.life().plus(Tombstone.TRANSFER)) < 0;
    }

    /** Whether its deletion has to be remembered. */
    boolean isRemembered(Duration now) {
        return goneSince != null && now.minus(goneSince).plus(HASTE).compareTo(Tombstone.MEMORY) < 0;
    }

    /** Whether a sweep may take its record away. */
    boolean mayVanish(Duration now) {
        return isPending() && (bytes == Bytes.OTHER || (bytes == Bytes.NONE && !isUnderWay(now)));
    }

    ModelFile gone(Duration since) {
        return isThere() ? new ModelFile(number, record, updated, upload, signedAt, bytes, since) : this;
    }

    ModelFile with(Bytes arrived) {
        return new ModelFile(number, record, updated, upload, signedAt, arrived, goneSince);
    }

    ModelFile ownedBy(Owner owner) {
        return with(record.ownedBy(owner, record.updatedAt()), true);
    }

    ModelFile named(FileName name) {
        return with(record.named(name, record.updatedAt()), true);
    }

    ModelFile withoutUploader(UserId erased) {
        return isThere() && erased.equals(record.uploader())
                ? with(copy(null, record.state(), record.updatedAt()), updated)
                : this;
    }

    /** This file once its record has been seen, or seen to be missing; empty if that cannot be. */
    Optional<ModelFile> seen(@Nullable FileRecord actual, Duration since, Duration now) {
        if (actual == null) {
            return Optional.of(gone(since)).filter(gone -> !isThere() || mayVanish(now));
        }
        if (!isButForState(actual) || goneSince != null) {
            return Optional.empty();
        }
        return Optional.of(recorded(actual)).filter(same -> switch (actual.state()) {
            case FileState.Pending until -> isPending();
            case FileState.Ready ready -> isReady() ? record.state().equals(ready) : isComplete(ready, actual);
        });
    }

    /** Whether it can have become ready so. */
    private boolean isComplete(FileState.Ready ready, FileRecord actual) {
        return (bytes == Bytes.AS_PROMISED || bytes == Bytes.UNRECORDED)
                && (updated || actual.updatedAt().equals(ready.since()));
    }

    private boolean isButForState(FileRecord actual) {
        boolean isSettled = actual.isReady() && !isReady();
        Instant expected = updated || isSettled ? actual.updatedAt() : record.updatedAt();
        return copy(record.uploader(), actual.state(), expected).equals(actual);
    }

    /** That it is ready, and was answered as it is recorded. */
    void requireRecorded(FileRecord answer) {
        Witness.require(isReady() && record.equals(answer), "Recorded is " + record + ", answered " + answer);
    }

    private Duration age(Duration now) {
        return now.minus(signedAt);
    }

    private ModelFile recorded(FileRecord actual) {
        ModelFile known = with(actual, false);
        return bytes == Bytes.UNRECORDED ? known.with(Bytes.AS_PROMISED) : known;
    }

    private ModelFile with(FileRecord changed, boolean isUpdated) {
        return new ModelFile(number, changed, isUpdated, upload, signedAt, bytes, goneSince);
    }

    private FileRecord copy(@Nullable UserId uploader, FileState state, Instant updatedAt) {
        return new FileRecord(
                record.id(),
                record.key(),
                record.owner(),
                uploader,
                record.name(),
                record.content(),
                state,
                record.createdAt(),
                updatedAt);
    }

    @Override
    public String toString() {
        return "file " + number + " (" + record.key() + ")";
    }
}
