-- Who asked for a list, as its file names him.
alter table population.exports add column asked_by_name text not null default '';
