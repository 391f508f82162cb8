-- Two records of one person become one (hợp nhất), by four eyes; it can be undone (tách lại). A number that gave way
-- leads to the one that stays; what was recorded under it stays there.
alter table population.number_aliases drop constraint number_aliases_kind_check;
alter table population.number_aliases
  add constraint number_aliases_kind_check check (kind in ('old-9-digit', 'cancelled', 'merged'));
grant delete on population.number_aliases to dean06_app;

create table population.merges (
  merge_id       uuid primary key,
  pair_id        uuid not null references population.duplicate_pairs,
  kept_number    text collate "C" not null,
  gone_number    text collate "C" not null,
  takes          jsonb not null,  -- what of the record that gives way holds for the person: fields, residence
  reason         text not null,   -- code list same-person-reasons
  note           text not null,
  state          text not null check (state in ('proposed', 'declined', 'merged', 'undo-proposed', 'undone')),
  proposed_by    uuid not null,   -- account
  proposed_name  text not null,
  proposed_at    timestamptz not null,
  decided_by     uuid,
  decided_name   text,
  decided_at     timestamptz,
  undo           jsonb,           -- who proposed to undo it, why, and which later events go with the other record
  event_id       uuid,            -- the life event `merged-into`
  moved          jsonb,           -- rows that other modules moved, to be moved back
  version        integer not null default 1,
  check (kept_number <> gone_number),
  check (decided_by <> proposed_by)
);
create index merges_by_pair on population.merges (pair_id);
create index merges_by_kept on population.merges (kept_number);
create unique index one_merge_of_a_number on population.merges (gone_number)
  where state in ('proposed', 'merged', 'undo-proposed');
grant select, insert, update on population.merges to dean06_app;
-- What followed from an event: a merge is undone with everything that it caused.
create index life_events_by_cause on population.life_events (caused_by) where caused_by is not null;
