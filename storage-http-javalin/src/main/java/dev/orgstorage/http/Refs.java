package dev.orgstorage.http;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.StorageException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What names a file in a request. What no file can be named is a file that is not there. */
final class Refs {
    private Refs() {}

    static FileId id(String text) {
        return orNotFound(FileId::parse, text);
    }

    static ObjectKey key(String text) {
        return orNotFound(ObjectKey::new, text);
    }

    /**
     * The keys that the rest of a path can mean. Our keys hold percent signs where their owner's id needs them: a client
     * that encodes a key sends these as {@code %25}, one that appends it as it is, or encodes its slashes alone, does
     * not.
     */
    static Set<ObjectKey> keysIn(String rawPath) {
        Set<ObjectKey> keys = new LinkedHashSet<>();
        keys.add(key(orNotFound(PercentEncoding::decode, rawPath)));
        keys.add(key(rawPath));
        keys.add(key(rawPath.replace("%2F", "/").replace("%2f", "/")));
        return keys;
    }

    /** The file that a text names, if it can name one. */
    static Optional<FileRef> found(Function<String, ? extends FileRef> naming, String text) {
        try {
            return Optional.of(naming.apply(text));
        } catch (StorageException.NotFound namesNothing) {
            return Optional.empty();
        }
    }

    private static <T> T orNotFound(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException namesNothing) {
            throw new StorageException.NotFound();
        }
    }
}
