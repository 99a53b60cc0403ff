-- Whatever a statement forgets to ask for, it sees and writes the rows of one scope: the one that was set for its
-- transaction. Without one it sees none. The owner of the tables is not above this; superusers are.
alter table storage.file_record
    add constraint file_record_scope_is_named check (scope <> ''),
    enable row level security,
    force row level security;

alter table storage.tombstone
    add constraint tombstone_scope_is_named check (scope <> ''),
    enable row level security,
    force row level security;

-- A plain equality, which the listings' indexes serve. Once set and gone, a setting is '', not null.
create policy scope on storage.file_record using (scope = current_setting('storage.scope', true));
create policy scope on storage.tombstone using (scope = current_setting('storage.scope', true));

-- Upkeep concerns the rows of everybody. Which roles may do it, afterMigrate keeps up to date.
create policy upkeep on storage.file_record to current_user using (current_setting('storage.upkeep', true) = 'on');
create policy upkeep on storage.tombstone to current_user using (current_setting('storage.upkeep', true) = 'on');

-- What begins a transaction of upkeep. To somebody without the right to it, all tables would seem to be empty.
create function storage.begin_upkeep() returns void
    language plpgsql as
$$
begin
    if row_security_active('storage.file_record') and not exists (
        select from pg_catalog.pg_policy p cross join unnest(p.polroles) allowed (role)
        where p.polrelid = 'storage.file_record'::regclass and p.polname = 'upkeep'
          and pg_has_role(allowed.role, 'usage'))
    then
        raise insufficient_privilege using message = format('%s may not see the files of everybody', current_user),
            hint = 'grant it orgstorage_upkeep';
    end if;
    perform set_config('storage.upkeep', 'on', true);
end
$$;

-- The role that requests take for their transaction: one that can do no more than they need, where there is one and the
-- login may take it.
create function storage.role_of_requests() returns text
    language sql stable as
$$
    select case
        when pg_has_role(
            session_user,
            to_regrole('orgstorage_requests'),
            case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
        then 'orgstorage_requests'
        else current_setting('role')
    end
$$;

create or replace function storage.leave_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
declare
    before text := coalesce(current_setting('storage.upkeep', true), '');
begin
    perform set_config('storage.upkeep', 'on', true);
    insert into storage.tombstone (id, file_key, scope, keep_until)
    select id, file_key, scope, greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from gone
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, keep_until = excluded.keep_until,
            object_removed = false, due = now(), attempts = 0, last_error = null;
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
    insert into storage.tombstone (id, file_key, scope, keep_until)
    select id, file_key, scope, greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from storage.file_record
    on conflict (id) do update
        set file_key = excluded.file_key, scope = excluded.scope, keep_until = excluded.keep_until,
            object_removed = false, due = now(), attempts = 0, last_error = null;
    perform set_config('storage.upkeep', before, true);
    return null;
end
$$;
