-- What listings go by. Each is made of another column, and written by nobody.
alter table storage.file_record
    -- The order of listings, newest first: the id once more. Along the primary key the planner would also find the newest
    -- rows of one owner, past those of everybody else.
    add column place uuid generated always as (id) stored,
    -- In the database's own idea of small letters, as ilike has it.
    add column name_folded text generated always as (lower(filename)) stored,
    add column main_type text collate "C" generated always as (split_part(mime_type, '/', 1)) stored;

-- A page of a listing is a walk along one of these. They hold the names, so that what is sought by name is found in an index
-- alone: no row is fetched that does not match.
drop index storage.file_record_ready;
create index file_record_ready on storage.file_record (scope, place desc) include (name_folded) where state = 'ready';
create index file_record_type on storage.file_record (scope, mime_type, place desc) include (name_folded)
    where state = 'ready';
create index file_record_main_type on storage.file_record (scope, main_type, place desc) include (name_folded)
    where state = 'ready';

-- The trail has the same order, and its ids need not be told apart beyond their owner's.
drop index storage.audit_newest;
alter table storage.audit drop constraint audit_pkey, add primary key (scope, id);
