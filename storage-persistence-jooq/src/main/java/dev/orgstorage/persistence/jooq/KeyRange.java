package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.noCondition;

import dev.orgstorage.domain.ObjectKey;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The keys with a prefix, as a range of an index in the order of bytes. */
final class KeyRange {
    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;
    private static final int AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

    private KeyRange() {}

    static Condition of(Field<String> key, String prefix, @Nullable ObjectKey after) {
        @Nullable String end = firstBeyond(prefix);
        return noCondition()
                .and(prefix.isEmpty() ? noCondition() : key.ge(prefix))
                .and(end == null ? noCondition() : key.lt(end))
                .and(after == null ? noCondition() : key.gt(after.value()));
    }

    /** The first text beyond all that begin with the prefix; null if there is none. */
    static @Nullable String firstBeyond(String prefix) {
        for (int end = prefix.length(); end > 0; ) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == FIRST_SURROGATE ? AFTER_SURROGATES : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        return null;
    }
}
