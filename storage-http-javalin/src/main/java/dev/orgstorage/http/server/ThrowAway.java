package dev.orgstorage.http.server;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Files to try a bucket with, without records, of a user whom nobody is. Whatever comes of
 * them is to be removed at the end.
 */
final class ThrowAway {
    /** Whose they are: their objects have a prefix of their own. */
    static final UserId NOBODY = new UserId("orgstorage-doctor");

    /** What every file is promised to be. */
    static final String TEXT = "How do you do?\n";

    /** Of the same length. */
    static final String OTHER_TEXT = "Who do you do?\n";

    /** How long upload URLs live elsewhere too, so that a clock that is wrong shows. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final FileName NAME = new FileName("Doctor's note – 診断.txt");
    private static final MediaType TYPE = new MediaType("text/plain");

    private final ObjectStore objects;
    private final InstantSource clock;
    private final FileIds ids;
    private final Set<ObjectKey> uploaded = new HashSet<>();

    ThrowAway(ObjectStore objects, InstantSource clock) {
        this.objects = objects;
        this.clock = clock;
        this.ids = new FileIds(clock, new SecureRandom());
    }

    FileRecord file() {
        return file(new Content(TYPE, TEXT.length()));
    }

    FileRecord fileWithChecksum() {
        return file(new Content(TYPE, TEXT.length(), sha256(TEXT)));
    }

    private FileRecord file(Content content) {
        Instant now = clock.instant();
        return FileRecord.promised(ids.at(now), Caller.personal(NOBODY), NAME, content, now, now.plus(LIFE));
    }

    SignedRequest upload(FileRecord file) {
        uploaded.add(file.key());
        return objects.signUpload(file, LIFE);
    }

    /** The keys of all that was to be uploaded. */
    Set<ObjectKey> keys() {
        return Set.copyOf(uploaded);
    }

    private static Sha256 sha256(String text) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
