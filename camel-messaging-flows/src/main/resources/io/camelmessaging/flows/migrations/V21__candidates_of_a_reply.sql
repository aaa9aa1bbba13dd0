-- the conversation ids, in JSON, of all flows that a reply may belong to; null if it is known to belong to one or to none
alter table messaging_event add column candidates text;
