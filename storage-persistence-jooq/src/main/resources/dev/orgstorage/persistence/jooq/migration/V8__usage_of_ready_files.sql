-- A file is mostly new as pending, which changes no usage. To be told so by the trigger was a sixth of what an upload costs
-- here, so it is asked only once a ready file was added in the same transaction.
create function storage.note_ready() returns trigger
    language plpgsql as
$$
begin
    perform set_config('storage.adds_ready', 'on', true);
    return new;
end
$$;

create trigger note_ready
    before insert on storage.file_record
    for each row when (new.state = 'ready') execute function storage.note_ready();

drop trigger keep_usage_of_new on storage.file_record;

create trigger keep_usage_of_new
    after insert on storage.file_record
    referencing new table as come
    for each statement when (current_setting('storage.adds_ready', true) = 'on') execute function storage.keep_usage();
