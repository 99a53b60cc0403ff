-- How many ready files an owner has, and of how many bytes: the sum of the owner's rows. There are several, so that those who
-- write at once for one owner do not wait for each other.
create table storage.usage (
    scope text collate "C" not null check (scope <> ''),
    slot smallint not null,
    files bigint not null,
    bytes bigint not null,
    primary key (scope, slot)
) with (fillfactor = 50);

alter table storage.usage enable row level security, force row level security;

create policy scope on storage.usage for select using (scope = current_setting('storage.scope', true));
create policy upkeep on storage.usage to current_user using (current_setting('storage.upkeep', true) = 'on');

-- Whoever changes records changes what is kept of them, in the same transaction. Owners come in order, so that two who change
-- the same do not wait for each other in a circle.
create function storage.keep_usage() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
declare
    before text := coalesce(current_setting('storage.upkeep', true), '');
    own smallint := pg_backend_pid() % 16;
    changes storage.usage[];
begin
    if tg_op = 'INSERT' then
        select array_agg(row(scope, own, files, bytes)::storage.usage order by scope) into changes
        from (select scope, count(*) as files, sum(size) as bytes from come where state = 'ready' group by scope) more;
    elsif tg_op = 'DELETE' then
        select array_agg(row(scope, own, -files, -bytes)::storage.usage order by scope) into changes
        from (select scope, count(*) as files, sum(size) as bytes from gone where state = 'ready' group by scope) less;
    elsif tg_op = 'UPDATE' then
        select array_agg(row(scope, own, files, bytes)::storage.usage order by scope) into changes
        from (
            select scope, sum(files) as files, sum(bytes) as bytes
            from (
                select scope, 1 as files, size as bytes from come where state = 'ready'
                union all
                select scope, -1, -size from gone where state = 'ready'
            ) both_sides
            group by scope
        ) moved
        where files <> 0 or bytes <> 0;
    end if;
    if changes is not null or tg_op = 'TRUNCATE' then
        perform set_config('storage.upkeep', 'on', true);
        if tg_op = 'TRUNCATE' then
            delete from storage.usage;
        else
            insert into storage.usage as kept
            select * from unnest(changes)
            on conflict (scope, slot) do update
                set files = kept.files + excluded.files, bytes = kept.bytes + excluded.bytes;
        end if;
        perform set_config('storage.upkeep', before, true);
    end if;
    return null;
end
$$;

-- From here on nobody else writes records, until this is committed.
create trigger keep_usage_of_new
    after insert on storage.file_record
    referencing new table as come
    for each statement execute function storage.keep_usage();

create trigger keep_usage_of_changed
    after update on storage.file_record
    referencing old table as gone new table as come
    for each statement execute function storage.keep_usage();

create trigger keep_usage_of_gone
    after delete on storage.file_record
    referencing old table as gone
    for each statement execute function storage.keep_usage();

create trigger keep_usage_of_all
    after truncate on storage.file_record
    for each statement execute function storage.keep_usage();

do
$$
begin
    perform set_config('storage.upkeep', 'on', true);
    insert into storage.usage (scope, slot, files, bytes)
    select scope, 0, count(*), sum(size) from storage.file_record where state = 'ready' group by scope;
    perform set_config('storage.upkeep', '', true);
end
$$;
