-- What guards count, what was stopped, and what waits for a person.

create table messaging_guard_counter (
    -- guard, rule and what is counted; numbers, texts and callers as keyed digests only
    counter_key     varchar(200) not null primary key,
    used            bigint       not null,
    -- what it would have grown to by the last send that asked, and whether it has
    asked           bigint       not null,
    added           boolean      not null,
    max_used        bigint       not null,
    -- digests of what counts once however often it comes
    members         text         not null,
    changed_at      timestamp with time zone not null,
    -- begins anew after it
    expires_at      timestamp with time zone not null
);

create index messaging_guard_counter_expires on messaging_guard_counter (expires_at);

create table messaging_guard_key (
    name            varchar(20)  not null primary key,
    -- of the digests, unless an application gives its own
    secret          varchar(100) not null
);

create table messaging_guard_stop (
    -- all, provider:..., country:... or flow:...
    scope           varchar(200) not null primary key,
    stopped_by      varchar(100) not null,
    reason          varchar(500) not null,
    stopped_at      timestamp with time zone not null
);

create table messaging_guard_held (
    id              varchar(40)  not null primary key,
    -- the same for a message that a broker or an error handler delivers again
    message_key     varchar(200) not null,
    rule            varchar(100) not null,
    why             varchar(500) not null,
    -- where it goes when it is released: the URI of the Kamelet, or the digest of the endpoint
    target          varchar(500) not null,
    operation       varchar(100),
    recipients      integer      not null,
    -- JSON: the body and the headers; cleared when it is decided
    message         text,
    state           varchar(20)  not null,
    held_at         timestamp with time zone not null,
    decided_by      varchar(100),
    decision        varchar(500),
    decided_at      timestamp with time zone,
    constraint messaging_guard_held_message unique (message_key)
);

create index messaging_guard_held_state on messaging_guard_held (state, held_at);

create table messaging_guard_recipient (
    held_id         varchar(40)  not null references messaging_guard_held (id) on delete cascade,
    recipient       varchar(320) not null
);

create index messaging_guard_recipient_held on messaging_guard_recipient (held_id);
create index messaging_guard_recipient_number on messaging_guard_recipient (recipient);
