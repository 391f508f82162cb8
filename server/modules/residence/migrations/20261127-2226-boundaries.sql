-- Boundary changes (thay đổi địa giới hành chính) as the residence register carries them out. One act for all changes
-- of one day; its content is copied from the units as they stood when it was ordered, so that it can be replayed.
create table residence.boundary_acts (
  act_id        uuid primary key,
  effective_on  date not null unique,
  law           text not null,
  ordered_at    timestamptz not null,
  ordered_by    text not null,
  dwellings     integer not null,            -- that lay in units which ended
  at_unit_id    integer not null default 0,  -- units before this one are done
  moved         integer not null default 0,  -- dwellings moved because there was no choice
  people        integer not null default 0,  -- registered at these
  followed      jsonb not null default '{}', -- what followed, by whom: rights, queues
  finished_at   timestamptz
);
-- What an old unit became on the day: one certain unit, or several of which a person must choose.
create table residence.boundary_steps (
  act_id        uuid not null references residence.boundary_acts,
  old_unit_id   integer not null references reference.units,
  new_unit_id   integer not null references reference.units,
  confidence    text not null check (confidence in ('certain', 'likely', 'choose')),
  primary key (act_id, old_unit_id, new_unit_id)
);
-- What people chose for addresses that could not be mapped: one dwelling, or a street or hamlet of the old unit.
create table residence.boundary_choices (
  choice_id     uuid primary key,
  act_id        uuid not null references residence.boundary_acts,
  old_unit_id   integer not null,
  new_unit_id   integer not null,
  street_key    text collate "C",
  dwelling_id   uuid,
  reason        text not null,
  chosen_by     text not null,
  chosen_at     timestamptz not null,
  check ((street_key is null) <> (dwelling_id is null)),
  foreign key (act_id, old_unit_id, new_unit_id) references residence.boundary_steps
);
create index boundary_choices_by_unit on residence.boundary_choices (old_unit_id, chosen_at);

-- From which unit to which a dwelling went on which day; with two times. A dwelling never moved lies where it always did.
create table residence.dwelling_moves (
  dwelling_id    uuid not null,
  effective_on   date not null,
  from_unit_id   integer not null,
  to_unit_id     integer not null,
  act_id         uuid not null,
  choice_id      uuid,           -- when a person chose
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  primary key (dwelling_id, effective_on, recorded_at)
);
create unique index one_move_a_day on residence.dwelling_moves (dwelling_id, effective_on) where superseded_at is null;
create index dwelling_moves_by_unit on residence.dwelling_moves (from_unit_id, effective_on);

-- The unit in which a dwelling was registered, once it lies in another.
alter table residence.dwellings add column first_unit_id integer;

-- The street or hamlet of an address: its last part without a house number.
create function residence.street_of(line text) returns text
language sql immutable strict parallel safe
return regexp_replace(trim(split_part(line, ',', -1)), '^((nhà )?số )?[0-9][0-9a-z/.-]*\s+', '', 'i');

create function residence.street_key(line text) returns text
language sql immutable strict parallel safe
return trim(residence.address_key(residence.street_of(line)));

grant select, insert on residence.boundary_acts, residence.boundary_steps, residence.boundary_choices,
  residence.dwelling_moves to dean06_app;
grant update (at_unit_id, moved, people, followed, finished_at) on residence.boundary_acts to dean06_app;
grant update (superseded_at) on residence.dwelling_moves to dean06_app;

-- Who lived where is asked for any known instant as well: superseded rows are found by dwelling and household too.
drop index residence.residences_by_dwelling;
create index residences_by_dwelling on residence.residences (dwelling_id, valid_from);
drop index residence.memberships_by_household;
create index memberships_by_household on residence.memberships (household_id, valid_from);

-- What later modules may join of dwellings: where each lies now, nobody's data.
create view residence.dwellings_v1 as select dwelling_id, unit_id from residence.dwellings;
grant select on residence.dwellings_v1 to dean06_app;
