-- Files to ask for, and who asks: more of those who have more.
(select 'personal', user_id, null, file_key, id, filename, mime_type from storage.file_record
    where owner_user_id is not null order by md5(id::text) limit 4000)
union all
(select 'organization', user_id, organization_id, file_key, id, filename, mime_type from storage.file_record
    where organization_id <> md5('o1') order by md5(id::text) limit 4000)
union all
(select 'largest', user_id, organization_id, file_key, id, filename, mime_type from storage.file_record
    where organization_id = md5('o1') order by md5(id::text) limit 4000)
