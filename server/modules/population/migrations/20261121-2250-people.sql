-- The person register (CSDL quốc gia về dân cư). Law on Identity 26/2023/QH15, art. 9.
create schema population;
grant usage on schema population to dean06_app;

-- Current state, one narrow row a person. Changed only by a life event, in the same transaction.
create table population.people (
  person_number             text collate "C" primary key check (person_number ~ '^[0-9]{12}$'),
  person_id                 uuid not null,  -- public id
  version                   integer not null check (version >= 1),
  status                    text not null default 'alive'
    check (status in ('alive', 'dead', 'missing', 'declared-dead', 'nationality-lost', 'emigrated')),
  name                      text not null,  -- họ, chữ đệm và tên khai sinh, as registered, NFC
  name_folded               text collate "C" not null,
  sex                       text not null check (sex in ('male', 'female')),
  born_on                   date not null,  -- first possible day when the precision is M or Y
  born_precision            text not null default 'D' check (born_precision in ('D', 'M', 'Y')),
  birth_unit_id             integer references reference.units,  -- nơi sinh
  birth_registered_unit_id  integer references reference.units,  -- nơi đăng ký khai sinh
  home_town_unit_id         integer references reference.units,  -- quê quán
  ethnic_group              text not null,  -- code list ethnic-groups
  religion                  text not null,  -- code list religions
  nationalities             text[] not null default '{VNM}',
  blood_group               text,
  marital_status            text not null check (marital_status in ('single', 'married', 'divorced', 'widowed')),
  died_on                   date,
  other_name                text,
  valid_from                date not null,
  recorded_at               timestamptz not null,
  event_id                  uuid not null,
  check ((status in ('dead', 'declared-dead')) = (died_on is not null)),
  check (died_on >= born_on)
);
create index people_by_name on population.people (name_folded, born_on);
create index people_by_birth on population.people (born_on, name_folded);

-- Every state a person's row has had, append-only: what was true from `valid_from`, known from `recorded_at`.
create table population.person_versions (like population.people);
alter table population.person_versions add primary key (person_number, version);

-- Public id → number: the one place where it is resolved.
create table population.person_ids (
  person_id      uuid primary key,
  person_number  text collate "C" not null
);

-- Old 9-digit numbers and cancelled numbers → the number in force.
create table population.number_aliases (
  alias          text collate "C" primary key,
  person_number  text collate "C" not null,
  kind           text not null check (kind in ('old-9-digit', 'cancelled')),
  ended_on       date,
  event_id       uuid
);
create index number_aliases_by_person on population.number_aliases (person_number);

-- Phone and e-mail (item 25), a claim of the person's until confirmed.
create table population.contacts (
  person_number  text collate "C" primary key,
  phone          text,
  email          text,
  confirmed_on   date,
  recorded_at    timestamptz not null default now()
);

-- Legal facts (sự kiện hộ tịch, cư trú). The register changes in no other way.
create table population.life_events (
  person_number  text collate "C" not null,
  id             uuid not null,  -- UUIDv7
  kind           text collate "C" not null,
  effective_on   date not null,
  recorded_at    timestamptz not null,
  agency_id      integer,        -- authority
  legal_basis    text not null,
  evidence       jsonb,          -- document or dossier
  actor          text not null,  -- 'officer:<account>', 'system:<name>', 'seed'
  dossier_id     uuid,
  caused_by      uuid,
  annuls         uuid,
  payload        jsonb not null,
  primary key (person_number, id)
);

-- Family and representation as a graph, each relation stored from both sides, with two times.
create table population.relations (
  person_number  text collate "C" not null,
  id             uuid not null,
  kind           text not null check (kind in
    ('father', 'mother', 'child', 'spouse', 'guardian', 'ward', 'adoptive-parent', 'adopted-child')),
  other_number   text collate "C" not null,
  valid_from     date not null,
  valid_until    date,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,    -- when a later row replaced what this one says
  event_id       uuid not null,
  primary key (person_number, id),
  check (person_number <> other_number),
  check (valid_until >= valid_from),
  exclude using gist (person_number with =, daterange(valid_from, valid_until) with &&)
    where (kind = 'spouse' and superseded_at is null)
);

grant select, insert on population.person_versions, population.person_ids, population.number_aliases,
  population.life_events to dean06_app;
grant select, insert, update on population.people, population.contacts, population.relations to dean06_app;

-- What later modules may join: identity and state, no history.
create view population.people_v1 as
  select person_number, person_id, name, name_folded, sex, born_on, born_precision, status, died_on,
    ethnic_group, marital_status, version
  from population.people;
grant select on population.people_v1 to dean06_app;
