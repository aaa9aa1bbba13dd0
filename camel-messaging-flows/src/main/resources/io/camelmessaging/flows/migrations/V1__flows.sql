-- Flows of messages, their attempts at providers, and what providers reported. One SQL for H2 and PostgreSQL.

create table messaging_flow (
    id              varchar(40)  not null primary key,
    flow            varchar(100) not null,
    conversation_id varchar(100) not null,
    state           varchar(20)  not null,
    step            integer      not null,
    outcome         varchar(20),
    recipient       varchar(320),
    -- JSON: the body and the headers that were given; cleared when the flow has ended
    message         text,
    -- JSON: what one kind of flow remembers beside the columns
    data            text,
    started_at      timestamp with time zone not null,
    changed_at      timestamp with time zone not null,
    expires_at      timestamp with time zone,
    ended_at        timestamp with time zone,
    -- when there is something to do; null for never
    due_at          timestamp with time zone,
    -- which node works on it, and until when it is to be believed
    lease_owner     varchar(100),
    lease_until     timestamp with time zone,
    -- grows with every claim: who holds an older number may not write any more
    lease           bigint       not null,
    -- grows with every event: a deadline that was set without knowing of one gives way
    signals         bigint       not null,
    -- how often in a row the work on it failed
    failures        integer      not null,
    constraint messaging_flow_conversation unique (flow, conversation_id)
);

create index messaging_flow_due on messaging_flow (flow, due_at);
create index messaging_flow_ended on messaging_flow (ended_at);

create table messaging_attempt (
    flow_id         varchar(40)  not null references messaging_flow (id) on delete cascade,
    number          integer      not null,
    step            integer      not null,
    -- what is sent along; receipts and replies bring it back where the provider carries it
    reference       varchar(50)  not null,
    idempotency_key varchar(50)  not null,
    state           varchar(20)  not null,
    provider        varchar(50),
    message_id      varchar(500),
    status          varchar(20),
    reason          varchar(300),
    repeats         integer      not null,
    started_at      timestamp with time zone not null,
    answered_at     timestamp with time zone,
    primary key (flow_id, number),
    constraint messaging_attempt_reference unique (reference)
);

create index messaging_attempt_message on messaging_attempt (message_id);

create table messaging_event (
    event_id        varchar(1000) not null primary key,
    kind            varchar(20)   not null,
    provider        varchar(50)   not null,
    -- the message that it is about: the one of a receipt, or the one that a reply answers
    message_id      varchar(500),
    reference       varchar(500),
    status          varchar(20),
    sender          varchar(320),
    recipient       varchar(320),
    body            text,
    occurred_at     timestamp with time zone,
    received_at     timestamp with time zone not null,
    -- null as long as it belongs to no attempt that is known
    flow_id         varchar(40) references messaging_flow (id) on delete cascade,
    attempt         integer,
    handled         boolean       not null
);

create index messaging_event_flow on messaging_event (flow_id);
create index messaging_event_message on messaging_event (message_id);
create index messaging_event_reference on messaging_event (reference);
create index messaging_event_received on messaging_event (received_at);

create table messaging_seen (
    repository      varchar(100)  not null,
    seen_key        varchar(500)  not null,
    confirmed       boolean       not null,
    seen_at         timestamp with time zone not null,
    primary key (repository, seen_key)
);

create index messaging_seen_at on messaging_seen (seen_at);
