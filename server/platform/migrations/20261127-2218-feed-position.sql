-- The feed by position alone, whatever the names: a page is one short walk along this index.
create index events_by_position on platform.events (generation, xid, id);
