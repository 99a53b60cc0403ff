package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A bucket whose listings are not what is there. */
final class Relisted extends BucketBut {
    private final UnaryOperator<ObjectPage> listing;

    Relisted(ObjectStore bucket, UnaryOperator<ObjectPage> listing) {
        super(bucket);
        this.listing = listing;
    }

    /** Leaves one object out of its listings. */
    static Relisted without(ObjectStore bucket, ObjectKey key) {
        return new Relisted(
                bucket,
                page -> new ObjectPage(
                        page.entries().stream()
                                .filter(entry -> !entry.key().equals(key))
                                .toList(),
                        page.more()));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return listing.apply(super.list(prefix, after, limit));
    }
}
