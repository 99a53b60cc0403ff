package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a port gives page by page in the order of keys: all of it beyond one key and up to another. */
final class KeyRange<T> implements Iterator<T> {
    private final Function<@Nullable ObjectKey, List<T>> pages;
    private final Function<T, ObjectKey> keyOf;
    private final @Nullable ObjectKey until;
    private @Nullable ObjectKey last;
    private Iterator<T> page = List.<T>of().iterator();
    private boolean ended;

    /**
     * @param pages the next page after a key, or the first; an empty one is the end
     * @param until the last key; null for all the rest
     */
    KeyRange(
            Function<@Nullable ObjectKey, List<T>> pages,
            Function<T, ObjectKey> keyOf,
            @Nullable ObjectKey after,
            @Nullable ObjectKey until) {
        this.pages = pages;
        this.keyOf = keyOf;
        this.last = after;
        this.until = until;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !ended) {
            page = within(pages.apply(last)).iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    /** As much of the page as lies within the range. */
    private List<T> within(List<T> read) {
        for (T one : read) {
            requireOrder(keyOf.apply(one));
        }
        int end = read.size();
        while (end > 0 && isBeyond(keyOf.apply(read.get(end - 1)))) {
            end--;
        }
        ended = read.isEmpty() || end < read.size() || (last != null && last.equals(until));
        return read.subList(0, end);
    }

    /** In any other order the two sides would pass each other by. */
    private void requireOrder(ObjectKey key) {
        if (last != null && key.compareTo(last) < 0) {
            throw new IllegalStateException(
                    "The records are not in the order of their keys: " + key + " after " + last);
        }
        last = key;
    }

    private boolean isBeyond(ObjectKey key) {
        return until != null && key.compareTo(until) > 0;
    }
}
