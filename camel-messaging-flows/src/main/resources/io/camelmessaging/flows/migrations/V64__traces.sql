-- A receipt that comes later, to whichever node, goes on with the trace of the attempt that it is about.

-- the traceparent of the span that sent it; null where nobody traces
alter table messaging_attempt add column trace varchar(60);
