-- bench.files records of ready files: a tenth of one organization's, half of 999 others', four tenths of 10,000 users' own.
-- The larger ones have most of them: the n-th has 1/sqrt(n) as many as the first.
select setseed(0.42);

insert into storage.users select md5('u' || n) from generate_series(1, 10000) n;
insert into storage.organizations select md5('o' || n) from generate_series(1, 1000) n;

create temp table context on commit drop as
with total (kind, files, first, last) as (
    select kind, portion * current_setting('bench.files')::bigint / 10, first, last
    from (values ('largest', 1, 1, 1), ('organization', 5, 2, 1000), ('personal', 4, 1, 10000)) t (kind, portion, first, last)
), reached (kind, n, upto) as (
    select kind, n, round(files * sum(1 / sqrt(n)) over up / sum(1 / sqrt(n)) over (partition by kind))
    from total cross join generate_series(first, last) n
    window up as (partition by kind order by n)
)
select kind, n, (upto - lag(upto, 1, 0) over (partition by kind order by n))::bigint as files from reached;

create temp table chance on commit drop as
select kind, n, now() - interval '1 day' - random() * interval '700 days' as at,
    random() as member, random() as type, random() as size
from context cross join generate_series(1, files);

insert into storage.file_record (id, file_key, user_id, owner_user_id, organization_id, filename, mime_type, size,
    state, upload_until, etag, ready_since, created_at, updated_at)
select id, 'uploads/' || case kind when 'personal' then 'users/' || person else 'orgs/' || organization end
        || '/' || id || '-IMG-' || number || '.' || ending,
    person, case kind when 'personal' then person end, case when kind <> 'personal' then organization end,
    'IMG_' || number || '.' || ending, mime_type, 1000 + (size * 20000000)::bigint,
    'ready', at + interval '10 minutes', md5('e' || number), at, at, at
from (
    select *, row_number() over (order by at) as number from chance
) numbered
cross join lateral (
    select (lpad(to_hex(trunc(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8'
        || substr(hash, 4, 15))::uuid as id
    from md5('i' || number) hash
) identity
cross join lateral (
    select md5('u' || case kind when 'personal' then n when 'largest' then 1 + (member * 9999)::int
        else 1 + (n * 10 + (member * 9)::int) % 10000 end) as person, md5('o' || n) as organization
) owner
cross join lateral (
    select t.ending, t.mime_type
    from (values (0, 'jpg', 'image/jpeg'), (1, 'png', 'image/png'), (2, 'pdf', 'application/pdf'),
        (3, 'csv', 'text/csv'), (4, 'mp4', 'video/mp4'), (5, 'webp', 'image/webp')) t (i, ending, mime_type)
    where i = floor(type * 6)
) content
order by at;
