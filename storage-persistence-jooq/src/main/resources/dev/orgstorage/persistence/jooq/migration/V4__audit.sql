-- Who was given which URL, who uploaded, deleted, or was refused what.
create table storage.audit (
    id uuid primary key,
    at timestamptz not null,
    scope text collate "C" not null check (scope <> ''),
    user_id text collate "C" not null,
    deed text collate "C" not null,
    file_id uuid,
    file_key text collate "C",
    filename text,
    refusal text collate "C",
    request_id text collate "C",
    address text collate "C"
);

create index audit_newest on storage.audit (scope, id desc);
create index audit_of_file on storage.audit (scope, file_id, id desc) where file_id is not null;

-- Requests read what is of their scope, and only that; upkeep writes.
alter table storage.audit enable row level security, force row level security;

create policy scope on storage.audit for select using (scope = current_setting('storage.scope', true));
create policy upkeep on storage.audit to current_user using (current_setting('storage.upkeep', true) = 'on');

create function storage.keep_audit() returns trigger
    language plpgsql as
$$
begin
    raise insufficient_privilege using message = 'The audit trail is added to, and neither changed nor shortened';
end
$$;

create trigger keep_audit
    before update or delete or truncate on storage.audit
    for each statement execute function storage.keep_audit();
