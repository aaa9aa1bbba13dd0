-- Counters of a time that slides: the part of it in which the last members were counted, and 0 for any other counter.

alter table messaging_guard_counter add column slot bigint default 0 not null;
