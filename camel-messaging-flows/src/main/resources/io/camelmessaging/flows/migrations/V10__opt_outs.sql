-- Who wants no messages, and who wanted none once. Kept for good: it is the proof that somebody asked.

create table messaging_opt_out (
    -- the number as E.164, or the e-mail address in lower case
    recipient       varchar(320) not null primary key,
    opted_out       boolean      not null,
    -- what told so: the provider, and the word of the reply or the code of the refusal
    cause           varchar(200) not null,
    -- when it happened: what is older than this and comes later changes nothing
    happened_at     timestamp with time zone not null,
    recorded_at     timestamp with time zone not null
);
