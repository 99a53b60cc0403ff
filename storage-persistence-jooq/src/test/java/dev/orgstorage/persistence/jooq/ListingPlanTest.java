package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request costs among 100,000 files of one owner, as many of another, and the newest of many others, in the role of requests. */
class ListingPlanTest {
    private static final DSLContext SQL = TestDatabase.sql();
    private static final Owner CROWD = Owner.of(new OrganizationId("plan-crowd"));
    private static final Owner LONER = Owner.of(new UserId("plan-loner"));
    private static final int PAGE = 50;

    /** Rows lie in the order of time, as they do where many upload, and the newest of the crowd's are not the newest of all. */
    @BeforeAll
    static void fill() {
        SQL.execute("insert into storage.organizations values ('plan-crowd') on conflict do nothing");
        SQL.execute("insert into storage.users select 'plan-other-' || n from generate_series(0, 99) n");
        SQL.execute("insert into storage.users values ('plan-loner') on conflict do nothing");
        SQL.execute("""
                insert into storage.file_record (id, file_key, user_id, organization_id, owner_user_id,
                        filename, mime_type, size, state, upload_until, etag, ready_since, created_at, updated_at)
                select uuidv7(interval '-2 days' + n * interval '1 millisecond'), owner || '/' || n / 2, 'plan-loner',
                       case when owner = 'plan-crowd' then owner end, case when owner <> 'plan-crowd' then owner end,
                       n / 2 || '.txt',
                       case when n >= 180000 then 'text/csv' when n / 2 % 30000 = 7 then 'image/png' else 'text/plain' end,
                       n, case when n / 2 % 10 = 0 then 'pending' else 'ready' end,
                       now(), case when n / 2 % 10 <> 0 then 'e' end, case when n / 2 % 10 <> 0 then now() end, now(), now()
                from (
                    select n, case when n >= 200000 then 'plan-other-' || n % 100
                                   when n % 2 = 0 then 'plan-crowd' else 'plan-loner' end as owner
                    from generate_series(1, 230000) n
                ) rows
                """);
        SQL.execute("vacuum analyze storage.file_record");
    }

    @Test
    void theFirstPageOfAnOrganizationIsAWalkAlongAnIndex() {
        assertWalksAnIndex(explain(CROWD, FileQuery.newest(PAGE)));
    }

    @Test
    void theFirstPageOfAUserIsAWalkAlongAnIndex() {
        assertWalksAnIndex(explain(LONER, FileQuery.newest(PAGE)));
    }

    @Test
    void aPageInTheMiddleCostsNoMoreThanTheFirst() {
        for (Owner owner : new Owner[] {CROWD, LONER}) {
            Cursor cursor = new Cursor(new FileId(middle(owner)));
            assertWalksAnIndex(explain(owner, FileQuery.newest(PAGE).after(cursor)));
        }
    }

    @Test
    void theLargestPageInTheMiddleReadsItsRowsAndNoOthers() {
        Cursor cursor = new Cursor(new FileId(middle(CROWD)));
        assertWalksAnIndex(
                explain(CROWD, FileQuery.newest(FileQuery.LARGEST_LIMIT).after(cursor)), FileQuery.LARGEST_LIMIT);
    }

    @Test
    void whatIsSoughtByTypeIsAnIndexesOwnRange() {
        for (String type : List.of("text/plain", "text/*", "image/png", "image/*", "video/mp4", "video/*")) {
            FileQuery query = new FileQuery(PAGE, null, null, type);
            assertThat(explain(CROWD, query))
                    .contains(type.endsWith("*") ? "file_record_main_type" : "file_record_type")
                    .doesNotContain("Sort")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("Rows Removed");
        }
    }

    @Test
    void whatIsSoughtByNameIsSoughtInTheIndexAlone() {
        for (String part : List.of(".TXT", "777", "nowhere")) {
            for (@Nullable Cursor after : new @Nullable Cursor[] {null, new Cursor(new FileId(middle(CROWD)))}) {
                assertThat(explain(CROWD, new FileQuery(PAGE, after, part, null)))
                        .contains("Index Only Scan using file_record_ready")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    @Test
    void whatManyNamesHaveIsFoundAtOnce() {
        String plan = explain(CROWD, new FileQuery(PAGE, null, ".TXT", null));
        assertThat(plan).doesNotContain("Rows Removed");
    }

    @Test
    void whatIsSoughtByNameAndTypeIsSoughtAmongThoseOfTheTypeAlone() {
        assertThat(explain(CROWD, new FileQuery(PAGE, null, "nowhere", "image/png")))
                .contains("Index Only Scan using file_record_type");
        assertThat(explain(CROWD, new FileQuery(PAGE, null, "nowhere", "image/*")))
                .contains("Index Only Scan using file_record_main_type");
    }

    @Test
    void theUsageIsTheSumOfAFewRows() {
        String plan = explain(CROWD, records -> records.usage(CROWD));
        assertThat(plan).contains("on usage").doesNotContain("file_record");
        assertThat(SQL.fetchSingle("select count(*) from storage.usage where scope = ?", CROWD.scope())
                        .get(0, int.class))
                .isBetween(1, 16);
    }

    @Test
    void onesOwnPendingFilesAreFoundByAnIndex() {
        String plan = explain(
                CROWD, records -> records.firstPage(CROWD, FileQuery.newest(PAGE), new UserId("plan-loner"), 16));
        assertThat(plan).contains("file_record_pending");
        assertWalksAnIndex(plan);
    }

    @Test
    void oneFileIsFoundByItsIdOrKeyWhoseverItIs() {
        UUID id = SQL.fetchSingle("select id from storage.file_record where file_key = 'plan-crowd/7'")
                .get(0, UUID.class);
        for (Owner owner : List.of(CROWD, LONER)) {
            assertThat(explain(owner, records -> records.find(owner, new FileId(id))))
                    .contains("Index Scan using file_record_pkey")
                    .doesNotContain("Seq Scan");
            assertThat(explain(owner, records -> records.find(owner, new ObjectKey("plan-crowd/7"))))
                    .contains("Index Scan using file_record_file_key_key")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void manyFilesAreFoundByTheirIdsOrKeysWhoseverTheyAre() {
        List<FileId> ids = new ArrayList<>();
        List<ObjectKey> keys = new ArrayList<>();
        SQL.fetch("select id, file_key from storage.file_record where scope = ? limit 100", CROWD.scope())
                .forEach(row -> {
                    ids.add(new FileId(row.get(0, UUID.class)));
                    keys.add(new ObjectKey(row.get(1, String.class)));
                });
        for (Owner owner : List.of(CROWD, LONER)) {
            assertThat(explain(owner, records -> records.findAll(owner, ids)))
                    .contains("file_record_pkey")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("file_record_ready");
            assertThat(explain(owner, records -> records.findAll(owner, keys)))
                    .contains("file_record_file_key_key")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("file_record_ready");
        }
    }

    @Test
    void onlyOnesOwnIsReadWithoutTheConditionToo() {
        DSLContext sql = Scoped.inRole(SQL).to(CROWD);
        String plan =
                plan(sql, "select id from storage.file_record where state = 'ready' order by place desc limit 50");
        assertThat(plan).contains("Index").contains("file_record_ready").doesNotContain("Sort");
    }

    private static UUID middle(Owner owner) {
        return SQL.fetchSingle(
                        "select id from storage.file_record where scope = ? order by id offset 50000 limit 1",
                        owner.scope())
                .get(0, UUID.class);
    }

    private static void assertWalksAnIndex(String plan) {
        assertWalksAnIndex(plan, PAGE);
    }

    private static void assertWalksAnIndex(String plan, int page) {
        assertThat(plan)
                .contains("file_record_ready")
                .doesNotContain("Sort")
                .doesNotContain("Seq Scan")
                .doesNotContain("Rows Removed");
        Matcher scan =
                Pattern.compile("Index Scan[^\\n]*actual[^)]*rows=([0-9]+)").matcher(plan);
        assertThat(scan.find()).as(plan).isTrue();
        // The page, and one row more to see whether there is a next.
        assertThat(Integer.parseInt(scan.group(1))).isLessThanOrEqualTo(page + 1);
    }

    private static String explain(Owner owner, FileQuery query) {
        return explain(owner, records -> records.list(owner, query));
    }

    /** The plan of the statement that was executed, in the same role and scope. */
    private static String explain(Owner owner, Consumer<JooqFileRecords> call) {
        List<String> statements = new ArrayList<>();
        ExecuteListener noting = ExecuteListener.onExecuteStart(execution ->
                statements.add(Objects.requireNonNull(execution.query()).getSQL(ParamType.INLINED)));
        call.accept(new JooqFileRecords(
                Scoped.inRole(DSL.using(SQL.configuration().deriveAppending(noting))), KnownOwners.latest()));
        return plan(Scoped.inRole(SQL).to(owner), statements.getLast());
    }

    private static String plan(DSLContext sql, String statement) {
        return String.join(
                "\n", sql.fetch("explain (analyze, costs off) " + statement).getValues(0, String.class));
    }
}
