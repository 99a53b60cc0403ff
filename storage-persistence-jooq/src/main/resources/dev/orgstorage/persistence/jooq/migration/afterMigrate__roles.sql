-- Runs with every migrate, and changes nothing where all is as it should be. Where the login may not make roles, and
-- nobody else has made them, row level security goes by the settings of a transaction alone.
do
$$
declare
    one text;
    allowed oid[];
begin
    perform pg_advisory_xact_lock(hashtextextended('orgstorage: roles', 0));

    -- Roles are the cluster's: another database of it may make them at this moment.
    foreach one in array array['orgstorage_requests', 'orgstorage_upkeep'] loop
        if to_regrole(one) is null then
            begin
                execute format('create role %I nologin', one);
            exception when duplicate_object or unique_violation or insufficient_privilege then
                null;
            end;
        end if;
    end loop;

    if to_regrole('orgstorage_requests') is not null then
        grant usage on schema storage to orgstorage_requests;
        grant select, insert, update, delete on storage.file_record to orgstorage_requests;
        grant select, insert on storage.users, storage.organizations to orgstorage_requests;
        grant select on storage.flyway_schema_history to orgstorage_requests;
        grant select, update (object_removed, due, attempts, last_error) on storage.tombstone to orgstorage_requests;
        grant select on storage.audit, storage.usage to orgstorage_requests;
        if storage.role_of_requests() <> 'orgstorage_requests' then
            begin
                execute format('grant orgstorage_requests to %I', session_user);
            exception when unique_violation or insufficient_privilege then
                null;
            end;
        end if;
    end if;

    if to_regrole('orgstorage_upkeep') is not null then
        grant usage on schema storage to orgstorage_upkeep;
        grant select, insert, update, delete on storage.file_record, storage.tombstone to orgstorage_upkeep;
        grant select, insert, update, delete on storage.users, storage.organizations to orgstorage_upkeep;
        grant select, insert on storage.audit to orgstorage_upkeep;
        grant select, insert, update, delete on storage.usage to orgstorage_upkeep;
    end if;

    for one, allowed in
        select t.relname, wanted.roles
        from pg_catalog.pg_class t
        join pg_catalog.pg_policy p on p.polrelid = t.oid and p.polname = 'upkeep'
        cross join lateral (
            select array_remove(array[t.relowner, to_regrole('orgstorage_upkeep')], null) as roles
        ) wanted
        where t.relnamespace = 'storage'::regnamespace
          and not (p.polroles @> wanted.roles and p.polroles <@ wanted.roles)
    loop
        execute format('alter policy upkeep on storage.%I to %s', one,
            (select string_agg(quote_ident(rolname), ', ') from pg_catalog.pg_roles where oid = any (allowed)));
    end loop;
end
$$;
