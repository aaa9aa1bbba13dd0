-- The flow whose step is held; null for what is held before it came to one.

alter table messaging_guard_held add column flow varchar(100);
alter table messaging_guard_held add column conversation_id varchar(100);
