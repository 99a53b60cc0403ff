package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's listing, page by page. One that makes no sense would be followed without end, or past objects that are
 * there, and is refused.
 */
final class Listing {
    static final int PAGE = 1000;

    private static final int SMALLER = 5;
    private static final int SMALLEST = PAGE / SMALLER / SMALLER;

    private final ObjectStore objects;

    Listing(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * The next page, of at most 1,000 objects. Only the last page can be empty.
     *
     * @throws IllegalArgumentException if the prefix is neither empty nor ends with a slash, so that others' keys could
     *     begin with it too
     * @throws StorageException.Unavailable if the bucket does not answer, or with what cannot be
     */
    ObjectPage page(String prefix, @Nullable ObjectKey after) {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "A prefix ends with a slash, or its neighbours would be meant too: " + prefix);
        }
        ObjectPage page = ask(prefix, after);
        if (page.entries().isEmpty() && page.more()) {
            throw senseless(prefix, after, "there is more, but nothing was listed");
        }
        if (page.entries().size() > PAGE) {
            throw senseless(prefix, after, page.entries().size() + " objects were listed, asked for at most " + PAGE);
        }
        @Nullable ObjectKey before = after;
        for (ObjectPage.Entry entry : page.entries()) {
            if (before != null && entry.key().compareTo(before) <= 0) {
                throw senseless(prefix, after, entry.key() + " was listed after " + before);
            }
            if (!entry.key().value().startsWith(prefix)) {
                throw senseless(prefix, after, entry.key() + " was listed too");
            }
            before = entry.key();
        }
        return page;
    }

    /** A page that is not answered is asked for again, and less of it: long work is not to end by one bad moment. */
    private ObjectPage ask(String prefix, @Nullable ObjectKey after) {
        int limit = PAGE;
        while (true) {
            try {
                return objects.list(prefix, after, limit);
            } catch (StorageException.Unavailable e) {
                if (limit == SMALLEST) {
                    throw e;
                }
                limit /= SMALLER;
            }
        }
    }

    private static StorageException.Unavailable senseless(String prefix, @Nullable ObjectKey after, String fault) {
        String place = after == null ? "from the beginning" : "after " + after;
        return new StorageException.Unavailable(
                "list \"" + prefix + "\" " + place + ": the bucket's answer makes no sense: " + fault,
                new IllegalStateException(fault));
    }
}
