package dev.orgstorage.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every way in which a request can end without what it asked for. A refused request has changed nothing. */
@SuppressWarnings("serial")
public abstract sealed class StorageException extends RuntimeException {
    private StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private StorageException(String message) {
        this(message, null);
    }

    /** A value that cannot be accepted; the field is named as in the HTTP interface. */
    public static final class Invalid extends StorageException {
        private final String field;
        private final String reason;

        public Invalid(String field, String reason) {
            super(field + " " + reason);
            this.field = field;
            this.reason = reason;
        }

        public String field() {
            return field;
        }

        /** The same, of a field of something larger, such as {@code files[3]}. */
        public Invalid in(String whole) {
            return new Invalid(whole + "." + field, reason);
        }
    }

    /** A media type that the upload limits do not allow. */
    public static final class TypeNotAllowed extends StorageException {
        private final String field;
        private final String reason;

        public TypeNotAllowed(MediaType type, Collection<String> allowed) {
            this(
                    "fileType",
                    type + " is not allowed here; allowed are " + String.join(", ", new TreeSet<>(allowed))
                            + (ContentKind.of(type) == ContentKind.SVG ? ", where SVG would have to be named" : ""));
        }

        private TypeNotAllowed(String field, String reason) {
            super(field + " " + reason);
            this.field = field;
            this.reason = reason;
        }

        public String field() {
            return field;
        }

        /** As {@link Invalid#in}. */
        public TypeNotAllowed in(String whole) {
            return new TypeNotAllowed(whole + "." + field, reason);
        }
    }

    /** The caller could not be told, so that they cannot be served. */
    public static final class Unauthenticated extends StorageException {
        public Unauthenticated(String reason) {
            super(reason);
        }

        public Unauthenticated(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The caller's context is an organization that they are not, or no longer, a member of. */
    public static final class NotAMember extends StorageException {
        public NotAMember() {
            super("You are not, or no longer, a member of the organization that this request is for;"
                    + " X-Organization-Id asks for another, or for personal");
        }
    }

    /** The request would change something, and may come from a page of somebody else's that the caller's browser shows. */
    public static final class CrossSite extends StorageException {
        public CrossSite() {
            super("A session cookie changes something only for pages of this server or of an allowed origin;"
                    + " send the token as Authorization: Bearer instead, or allow the page's origin");
        }
    }

    /** The caller may see this context but not do this in it. */
    public static final class Forbidden extends StorageException {
        public Forbidden(Action action, Role role) {
            super("Your role (%s) does not permit this (%s)".formatted(role, action));
        }
    }

    /** The host application, which keeps the users and organizations, does not know the file's owner or its uploader. */
    public static final class UnknownOwner extends StorageException {
        /** @param uploader who would be named beside the owner, if anybody */
        public UnknownOwner(Owner owner, @Nullable UserId uploader, Throwable cause) {
            super(named(owner, uploader) + " is not, or no longer, known to the host application", cause);
        }

        private static String named(Owner owner, @Nullable UserId uploader) {
            return switch (owner) {
                case Owner.Personal(UserId user) -> "User " + user;
                case Owner.Organization(OrganizationId organization)
                when uploader == null -> "Organization " + organization;
                case Owner.Organization(OrganizationId organization) ->
                    "User " + uploader + " or organization " + organization;
            };
        }
    }

    /** There is no such file in the caller's context, or none that they may see: the two are not told apart. */
    public static final class NotFound extends StorageException {
        public NotFound() {
            super("File not found or access denied");
        }
    }

    /** The file is pending: its object is not in the bucket yet. */
    public static final class NotUploaded extends StorageException {
        public NotUploaded(FileId id) {
            super("File " + id + " has not been uploaded yet; send it with the signed request first");
        }

        /** @param reason what is missing, and what to do */
        public NotUploaded(FileId id, String reason) {
            super("File " + id + " has not been uploaded yet: " + reason);
        }
    }

    /** The file is ready: no part of it can be sent any more. */
    public static final class AlreadyUploaded extends StorageException {
        public AlreadyUploaded(FileId id) {
            super("File " + id + " has been uploaded and completed; there are no parts of it to send");
        }
    }

    /** The file was promised to come in one PUT. */
    public static final class NotInParts extends StorageException {
        public NotInParts(FileId id) {
            super("File " + id + " does not come in parts; send it in one PUT, or begin an upload in parts");
        }
    }

    /** The object was not what was promised; it and its record are gone. */
    public static final class UploadMismatch extends StorageException {
        public UploadMismatch(FileId id, List<String> differences) {
            super("What was uploaded for file " + id + " is not what was promised (" + String.join("; ", differences)
                    + "); it was removed, start again");
        }
    }

    /** The bytes were not of the type that was promised; the object and its record are gone. */
    public static final class ContentMismatch extends StorageException {
        /** @param found what they are instead; {@link MediaType#BYTES} if that cannot be told */
        public ContentMismatch(FileId id, MediaType promised, String found) {
            super("What was uploaded for file %s is not %s, as was promised, but %s; it was removed, start again"
                    .formatted(id, promised, found.equals(MediaType.BYTES.value()) ? "nothing that is known" : found));
        }
    }

    /** The object of a ready file is gone, or another one than was uploaded. The file is not served. */
    public static final class Altered extends StorageException {
        public Altered(FileId id, boolean isGone) {
            super("The object of file " + id
                    + (isGone ? " is gone from the bucket" : " is not the one that was uploaded any more")
                    + "; it is not served");
        }
    }

    /** The database or the bucket does not answer; the same request may succeed later. */
    public static final class Unavailable extends StorageException {
        /** How long to wait before trying again. */
        public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

        /** @param attempt what was tried, with what, such as {@code "stat uploads/users/ann/…"} */
        public Unavailable(String attempt, Throwable cause) {
            super("Unavailable: " + attempt, cause);
        }
    }
}
