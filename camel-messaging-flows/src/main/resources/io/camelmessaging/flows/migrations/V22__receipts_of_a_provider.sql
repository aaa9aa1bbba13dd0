-- Whether a provider's receipts have ever come is asked when a flow expires without one.

create index messaging_event_provider on messaging_event (provider, kind);
