-- What lets any number of servers share the sweep: when a tombstone is due next, and what was tried.
alter table storage.tombstone
    add column due timestamptz not null default now(),
    add column attempts integer not null default 0,
    add column last_error text;

update storage.tombstone set due = keep_until where object_removed;

create index tombstone_due on storage.tombstone (due);

-- Of an upload whose URL has expired: until when one server looks for it alone.
alter table storage.file_record add column lent_until timestamptz;

drop index storage.file_record_expiring;
create index file_record_expiring on storage.file_record (greatest(upload_until, lent_until)) where state = 'pending';

create or replace function storage.leave_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
begin
    insert into storage.tombstone (id, file_key, scope, keep_until)
    select id, file_key, scope, greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from gone
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, keep_until = excluded.keep_until,
            object_removed = false, due = now(), attempts = 0, last_error = null;
    return null;
end
$$;

-- Truncating is a way of deleting, too.
create function storage.leave_all_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
begin
    insert into storage.tombstone (id, file_key, scope, keep_until)
    select id, file_key, scope, greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from storage.file_record
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, keep_until = excluded.keep_until,
            object_removed = false, due = now(), attempts = 0, last_error = null;
    return null;
end
$$;

create trigger leave_all_tombstones
    before truncate on storage.file_record
    for each statement execute function storage.leave_all_tombstones();
