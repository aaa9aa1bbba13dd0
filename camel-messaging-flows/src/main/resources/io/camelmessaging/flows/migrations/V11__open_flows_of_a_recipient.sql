-- A reply that brings only a number is tied to the flow that awaits it.

create index messaging_flow_recipient on messaging_flow (recipient, flow);
