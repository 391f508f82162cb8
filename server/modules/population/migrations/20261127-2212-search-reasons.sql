-- Why each person of a search was found: codes, in the order of the people.
alter table population.searches add column because text[] not null default '{}';
-- Finding people by the phone they gave (item 25).
create index contacts_by_phone on population.contacts (phone collate "C") where phone is not null;
