-- The owners we know: inserted with their first file. A host that keeps its users and organizations in the same
-- database can reference them, so that deleting there cascades here.
create table storage.users (
    id text collate "C" primary key check (char_length(id) between 1 and 255)
);

create table storage.organizations (
    id text collate "C" primary key check (char_length(id) between 1 and 255)
);

create table storage.file_record (
    id uuid primary key,
    file_key text collate "C" not null unique,
    -- The uploader. An organization's file outlives the account of the member who uploaded it.
    user_id text collate "C" references storage.users on delete set null,
    owner_user_id text collate "C" references storage.users on delete cascade,
    organization_id text collate "C" references storage.organizations on delete cascade,
    -- The owner as one text: what every statement names, every listing index begins with, and rows are isolated by.
    scope text collate "C" not null
        generated always as (coalesce('org:' || organization_id, 'user:' || owner_user_id)) stored,
    filename text not null check (char_length(filename) between 1 and 255),
    mime_type text collate "C" not null,
    size bigint not null check (size >= 0),
    checksum_sha256 text collate "C",
    state text collate "C" not null check (state in ('pending', 'ready')),
    -- When the last upload URL signed for the key expires; kept when ready, for the tombstone.
    upload_until timestamptz not null,
    etag text collate "C",
    ready_since timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint file_record_has_one_owner check (num_nonnulls(owner_user_id, organization_id) = 1),
    constraint file_record_ready_is_seen check ((state = 'ready') = (num_nonnulls(etag, ready_since) = 2))
);

-- A page of a listing is a walk along this index.
create index file_record_ready on storage.file_record (scope, id desc) where state = 'ready';
create index file_record_pending on storage.file_record (scope, user_id, id desc) where state = 'pending';
create index file_record_expiring on storage.file_record (upload_until) where state = 'pending';
-- What deleting a user or an organization looks for.
create index file_record_uploader on storage.file_record (user_id) where user_id is not null;
create index file_record_owner_user on storage.file_record (owner_user_id) where owner_user_id is not null;
create index file_record_organization on storage.file_record (organization_id) where organization_id is not null;

-- A promise that an object will be removed.
create table storage.tombstone (
    id uuid primary key,
    file_key text collate "C" not null,
    scope text collate "C" not null,
    keep_until timestamptz not null,
    object_removed boolean not null default false
);

create index tombstone_file_key on storage.tombstone (file_key);

-- Whoever deletes a record, by statement or by cascade, leaves its tombstone in the same transaction. It stands for six
-- hours of transfer after the last upload URL has expired, and for a day.
create function storage.leave_tombstones() returns trigger
    language plpgsql security definer set search_path = storage, pg_temp as
$$
begin
    insert into storage.tombstone (id, file_key, scope, keep_until)
    select id, file_key, scope, greatest(upload_until + interval '6 hours', now() + interval '1 day')
    from gone
    on conflict (id) do update set keep_until = excluded.keep_until, object_removed = false;
    return null;
end
$$;

create trigger leave_tombstones
    after delete on storage.file_record
    referencing old table as gone
    for each statement execute function storage.leave_tombstones();
