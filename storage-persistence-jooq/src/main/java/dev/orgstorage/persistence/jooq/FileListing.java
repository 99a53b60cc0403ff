package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Select;

/**
 * A page of a listing, and one row more to see whether there is a next. Every statement here is a walk along one index, in
 * the order of places, which no index offers that does not begin with the scope.
 */
final class FileListing {
    private static final FileQuery ONE = FileQuery.newest(1);
    private static final Template NEWEST = Template.of(selectPage(Template.ANY_OWNER, ONE));
    private static final Template OLDER =
            Template.of(selectPage(Template.ANY_OWNER, ONE.after(new Cursor(Template.ANY_FILE))));
    private static final Template FIRST = Template.of(selectFirstPage(Template.ANY_OWNER, ONE, Template.ANYBODY, 1));

    private FileListing() {}

    static ResultQuery<Record> page(DSLContext sql, Owner owner, FileQuery query) {
        if (isFiltered(query)) {
            return attached(sql, selectPage(owner, query));
        }
        return query.after() == null
                ? NEWEST.on(sql, owner.scope(), query.limit() + 1L)
                : OLDER.on(sql, owner.scope(), query.after().before().value(), query.limit() + 1L);
    }

    /** What this user has begun to upload in one PUT, and the first page. */
    static ResultQuery<Record> firstPage(
            DSLContext sql, Owner owner, FileQuery query, UserId uploader, int mostPending) {
        return isFiltered(query)
                ? attached(sql, selectFirstPage(owner, query, uploader, mostPending))
                : FIRST.on(sql, owner.scope(), uploader.value(), (long) mostPending, owner.scope(), query.limit() + 1L);
    }

    private static Select<Record> attached(DSLContext sql, Select<Record> query) {
        query.attach(sql.configuration());
        return query;
    }

    private static boolean isFiltered(FileQuery query) {
        return query.nameContains() != null || query.type() != null;
    }

    private static Select<Record> selectFirstPage(Owner owner, FileQuery query, UserId uploader, int mostPending) {
        return pending(owner, uploader, mostPending).unionAll(selectPage(owner, query));
    }

    private static Select<Record> selectPage(Owner owner, FileQuery query) {
        return query.nameContains() == null ? pageOfAny(owner, query) : pageOfNamed(owner, query, query.nameContains());
    }

    private static Select<Record> pending(Owner owner, UserId uploader, int limit) {
        return select(List.of(FileRow.ALL))
                .from(FILE_RECORD)
                .where(
                        FILE_RECORD.SCOPE.eq(owner.scope()),
                        FileRow.IS_PENDING,
                        FILE_RECORD.USER_ID.eq(uploader.value()),
                        FILE_RECORD.PART_SIZE.isNull())
                .orderBy(FILE_RECORD.PLACE.desc())
                .limit(limit);
    }

    private static Select<Record> pageOfAny(Owner owner, FileQuery query) {
        return select(List.of(FileRow.ALL))
                .from(FILE_RECORD)
                .where(isListed(owner, query))
                .orderBy(newestFirst(query))
                .limit(query.limit() + 1);
    }

    /**
     * Those with a part of a name are sought in the index, which holds the names, and then fetched by their ids. How many they
     * are the planner does not guess from the part, as it would with {@code like}, so that it has no reason to go another way.
     */
    private static Select<Record> pageOfNamed(Owner owner, FileQuery query, String part) {
        Select<Record1<UUID>> found = select(FILE_RECORD.PLACE)
                .from(FILE_RECORD)
                .where(isListed(owner, query), isNamedWith(part))
                .orderBy(newestFirst(query))
                .limit(query.limit() + 1);
        return select(List.of(FileRow.ALL))
                .from(FILE_RECORD)
                .where(FILE_RECORD.SCOPE.eq(owner.scope()), FileRow.IS_READY, FILE_RECORD.ID.eq(any(array(found))))
                .orderBy(FILE_RECORD.PLACE.desc());
    }

    private static Condition isListed(Owner owner, FileQuery query) {
        Condition mine = FILE_RECORD.SCOPE.eq(owner.scope()).and(FileRow.IS_READY);
        Condition typed = query.type() == null ? mine : mine.and(isOfType(query.type()));
        return query.after() == null
                ? typed
                : typed.and(FILE_RECORD.PLACE.lt(query.after().before().value()));
    }

    /**
     * As a range of one value, in whose order the rows come first: of an equality the planner might think that nearly all rows
     * have it, and walk past those of this owner that have not.
     */
    private static Condition isOfType(String type) {
        String value = isFamily(type) ? type.substring(0, type.length() - 2) : type;
        return column(type).between(value).and(value);
    }

    private static List<OrderField<?>> newestFirst(FileQuery query) {
        OrderField<?> newest = FILE_RECORD.PLACE.desc();
        return query.type() == null ? List.of(newest) : List.of(column(query.type()), newest);
    }

    private static Field<String> column(String type) {
        return isFamily(type) ? FILE_RECORD.MAIN_TYPE : FILE_RECORD.MIME_TYPE;
    }

    private static boolean isFamily(String type) {
        return type.endsWith("/*");
    }

    /** The part is folded once for the statement, not for each name. */
    private static Condition isNamedWith(String part) {
        Field<String> folded = field(select(lower(val(part))));
        return position(FILE_RECORD.NAME_FOLDED, folded).gt(0);
    }
}
