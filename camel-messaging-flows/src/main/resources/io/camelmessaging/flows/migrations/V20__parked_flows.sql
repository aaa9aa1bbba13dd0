-- Work that fails for long is parked until somebody has mended the cause, instead of failing for ever.

-- when it failed for the first time since it last succeeded; null if it did not
alter table messaging_flow add column failing_since timestamp with time zone;
-- since when nobody works on it; null if it is not parked
alter table messaging_flow add column parked_at timestamp with time zone;

create index messaging_flow_parked on messaging_flow (parked_at);
