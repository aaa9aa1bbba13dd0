-- Two accounts at one provider may give the same ids: attempts and events are matched with the account too.

-- in short, as the header CamelMessagingAccount; null where none is known
alter table messaging_attempt add column account varchar(50);
alter table messaging_event add column account varchar(50);

-- the key of an event is provider, kind, account and the provider's id; the account of older ones is not known
update messaging_event
set event_id = provider || ':' || kind || '::' || substring(event_id from char_length(provider) + 2);
