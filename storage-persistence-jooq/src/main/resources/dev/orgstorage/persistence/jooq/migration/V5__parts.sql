-- A pending file that comes in parts: the size of each but the last, and the bucket's name for its upload, once there is one.
-- A tombstone of such a file says so: what has come of it is no object, and has to be aborted.
alter table storage.file_record
    add column part_size bigint check (part_size > 0),
    add column upload_id text collate "C",
    add constraint file_record_in_parts_is_pending check (part_size is null or state = 'pending'),
    add constraint file_record_upload_is_in_parts check (upload_id is null or part_size is not null);

alter table storage.tombstone add column in_parts boolean not null default false;

create or replace function storage.leave_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
declare
    before text := coalesce(current_setting('storage.upkeep', true), '');
begin
    perform set_config('storage.upkeep', 'on', true);
    insert into storage.tombstone (id, file_key, scope, in_parts, keep_until)
    select id, file_key, scope, part_size is not null,
           greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from gone
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, in_parts = excluded.in_parts,
            keep_until = excluded.keep_until, object_removed = false, due = now(), attempts = 0, last_error = null;
    perform set_config('storage.upkeep', before, true);
    return null;
end
$$;

create or replace function storage.leave_all_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
declare
    before text := coalesce(current_setting('storage.upkeep', true), '');
begin
    perform set_config('storage.upkeep', 'on', true);
    insert into storage.tombstone (id, file_key, scope, in_parts, keep_until)
    select id, file_key, scope, part_size is not null,
           greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from storage.file_record
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, in_parts = excluded.in_parts,
            keep_until = excluded.keep_until, object_removed = false, due = now(), attempts = 0, last_error = null;
    perform set_config('storage.upkeep', before, true);
    return null;
end
$$;
