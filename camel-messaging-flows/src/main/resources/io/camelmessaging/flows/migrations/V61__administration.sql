-- Flows are listed by key however many there are, and what people did to them is kept with them.

-- the caller's own reference of the message; null if it gave none
alter table messaging_flow add column reference varchar(200);

-- one kind of row after the other, each newest first
create index messaging_flow_listed on messaging_flow (flow, state, outcome, started_at desc, id desc);
create index messaging_flow_caller on messaging_flow (reference);
-- sends by provider and hour
create index messaging_attempt_started on messaging_attempt (started_at, provider, state);

create table messaging_act (
    id              varchar(40)  not null primary key,
    flow_id         varchar(40)  not null references messaging_flow (id) on delete cascade,
    act             varchar(20)  not null,
    -- who asked for it and why; numbers in the reason are masked
    actor           varchar(100) not null,
    why             varchar(500) not null,
    asked_at        timestamp with time zone not null,
    -- null as long as no node has come to it
    answered_at     timestamp with time zone,
    -- what became of it, and why not
    result          varchar(20),
    note            varchar(500)
);

create index messaging_act_flow on messaging_act (flow_id);
create index messaging_act_open on messaging_act (answered_at);
