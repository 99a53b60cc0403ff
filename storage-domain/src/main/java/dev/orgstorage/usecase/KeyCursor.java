package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands before the next of things in the order of their keys, so that several kinds can be walked side by side. */
final class KeyCursor<T> {
    private final Iterator<T> things;
    private final Function<T, ObjectKey> keyOf;
    private @Nullable T next;
    private @Nullable ObjectKey key;

    KeyCursor(Iterator<T> things, Function<T, ObjectKey> keyOf) {
        this.things = things;
        this.keyOf = keyOf;
        step();
    }

    /** The next key of any of them; null at the end of all. */
    static @Nullable ObjectKey least(KeyCursor<?> first, KeyCursor<?> second, KeyCursor<?> third) {
        return lesser(lesser(first.key, second.key), third.key);
    }

    /** The next thing, if it has this key. Others of the same key are passed over. */
    @Nullable
    T take(ObjectKey wanted) {
        if (!wanted.equals(key)) {
            return null;
        }
        @Nullable T taken = next;
        while (wanted.equals(key)) {
            step();
        }
        return taken;
    }

    private void step() {
        next = things.hasNext() ? things.next() : null;
        key = next == null ? null : keyOf.apply(next);
    }

    private static @Nullable ObjectKey lesser(@Nullable ObjectKey one, @Nullable ObjectKey other) {
        if (one == null) {
            return other;
        }
        return other == null || one.compareTo(other) <= 0 ? one : other;
    }
}
