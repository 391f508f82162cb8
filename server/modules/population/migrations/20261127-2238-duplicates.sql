-- Two records that may be of one person (trùng lặp), the smaller number first. What was decided is remembered.
create table population.duplicate_pairs (
  pair_id         uuid primary key,
  first_number    text collate "C" not null,
  second_number   text collate "C" not null,
  first_unit_id   integer references reference.units,   -- communes that answer for them
  second_unit_id  integer references reference.units,
  verdict         text not null check (verdict in ('same', 'likely', 'conflict')),
  score           real not null,
  fields          jsonb not null,  -- how each field compares; no values
  state           text not null default 'open' check (state in ('open', 'merging', 'merged', 'not-the-same', 'gone')),
  found_by        text not null,   -- the way into the register on which it was found
  found_at        timestamptz not null,
  decided_at      timestamptz,
  decided_by      text,
  decided_name    text,
  reason          text,            -- code list not-the-same-reasons
  note            text,
  version         integer not null default 1,
  check (first_number < second_number),
  unique (first_number, second_number),
  check ((state = 'not-the-same') <= (reason is not null))
);
create index duplicate_pairs_by_second on population.duplicate_pairs (second_number);
create index duplicate_pairs_open on population.duplicate_pairs (first_unit_id, score desc, pair_id)
  where state in ('open', 'merging');
create index duplicate_pairs_open_second on population.duplicate_pairs (second_unit_id, score desc, pair_id)
  where state in ('open', 'merging');
grant select, insert, update on population.duplicate_pairs to dean06_app;
