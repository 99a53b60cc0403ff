-- For a host that keeps its users and organizations with better-auth, in the same database: whoever is deleted there is
-- deleted here, and cascades from here on. No file can be added for anybody who is not there.
--
-- While it looks for owners that are unknown there, nobody can write to these tables. It rather gives up than keeps the
-- host waiting for such a lock.
set local lock_timeout = '3s';

alter table storage.users
    drop constraint if exists users_of_better_auth,
    add constraint users_of_better_auth foreign key (id) references ${host}."user" (id) on delete cascade;

alter table storage.organizations
    drop constraint if exists organizations_of_better_auth,
    add constraint organizations_of_better_auth foreign key (id) references ${host}.organization (id) on delete cascade;
