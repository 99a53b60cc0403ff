-- While few uploads are pending, the planner takes any index of pending files for a short one, and keeps the plan while they
-- become many: a listing read the uploads of everybody to find one's own. This one serves only who asks for it: the sweep.
drop index storage.file_record_expiring;
create index file_record_expiring on storage.file_record (greatest(upload_until, lent_until))
    where state = 'pending' and upload_until > '-infinity';

-- As with listings: along the primary key the planner would also find an uploader's newest, past those of everybody else.
drop index storage.file_record_pending;
create index file_record_pending on storage.file_record (scope, user_id, place desc) where state = 'pending';
