-- Declared absences (tạm vắng), art. 31. `id` is the life event.
create table residence.absences (
  person_number  text collate "C" not null,
  id             uuid not null,
  unit_id        integer not null references reference.units,  -- commune that the person leaves
  ground         text not null,           -- code list absence-grounds
  from_on        date not null,
  until_on       date,                    -- the last day, when it is known
  destination    text not null,
  reason         text not null,
  consent        text,                    -- of the body that supervises the person
  declared_at    timestamptz not null,
  late           boolean not null,        -- declared after leaving
  dossier_id     uuid,
  ended_on       date,                    -- came back
  annulled_at    timestamptz,
  primary key (person_number, id),
  check (until_on >= from_on),
  check (ended_on >= from_on)
);
create index absences_by_unit on residence.absences (unit_id, from_on);

-- Where someone actually lives who has neither permanent nor temporary residence (nơi ở hiện tại), art. 19; two times.
create table residence.current_places (
  person_number  text collate "C" not null,
  id             uuid not null,
  unit_id        integer not null references reference.units,
  dwelling_id    uuid,                    -- when the place is a dwelling of the register
  place          text not null,
  valid_from     date not null,
  valid_until    date,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  event_id       uuid not null,
  primary key (person_number, id),
  check (valid_until >= valid_from),
  check (superseded_at >= recorded_at)
);
create unique index one_current_place on residence.current_places (person_number)
  where superseded_at is null and valid_until is null;
create index current_places_by_unit on residence.current_places (unit_id) where superseded_at is null;

grant select, insert on residence.absences, residence.current_places to dean06_app;
grant update (ended_on, annulled_at) on residence.absences to dean06_app;
grant update (superseded_at) on residence.current_places to dean06_app;
