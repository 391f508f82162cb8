-- Contacts are life events now: what they were before is in the events, not with the row.
alter table population.load_rows drop column before;
