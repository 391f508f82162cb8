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
  name                      text not null check (length(name) between 1 and 200),  -- as registered, NFC
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

-- Every state a person has had. A row holds from `valid_from` until the next row begins; it is what we knew
-- from `recorded_at` until `superseded_at`. As of a day known at an instant: the last row that both allow.
create table population.person_versions (like population.people including constraints);
alter table population.person_versions
  add column superseded_at timestamptz,
  add primary key (person_number, version),
  add check (superseded_at >= recorded_at);
create unique index person_versions_in_force on population.person_versions (person_number, valid_from)
  where superseded_at is null;

-- Public id → number: the one place where it is resolved.
create table population.person_ids (
  person_id      uuid primary key,
  person_number  text collate "C" not null
);

-- Old 9-digit numbers and cancelled numbers → the number in force. Never given out again.
create table population.number_aliases (
  alias          text collate "C" primary key check (alias ~ '^([0-9]{9}|[0-9]{12})$'),
  person_number  text collate "C" not null,
  kind           text not null check (kind in ('old-9-digit', 'cancelled')),
  ended_on       date,
  event_id       uuid,
  check (alias <> person_number)
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

-- Legal facts (sự kiện hộ tịch, cư trú). The register changes in no other way. A fact about two people, a
-- marriage, is an event of each; the second names the first in `caused_by`.
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
  primary key (person_number, id),
  check ((kind = 'annulment') = (annuls is not null))
);
create unique index life_events_annulled_once on population.life_events (person_number, annuls)
  where annuls is not null;

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
  check (superseded_at >= recorded_at),
  constraint one_spouse_at_a_time
    exclude using gist (person_number with =, daterange(valid_from, valid_until) with &&)
    where (kind = 'spouse' and superseded_at is null)
);
create unique index one_father_one_mother on population.relations (person_number, kind)
  where kind in ('father', 'mother') and superseded_at is null and valid_until is null;

-- What does not fit a rule of quality (đúng, đủ, sạch, sống). A finding is a flag, never a refusal.
create table population.quality_findings (
  person_number  text collate "C" not null,
  rule           text collate "C" not null,
  found_at       timestamptz not null,
  resolved_at    timestamptz,
  primary key (person_number, rule)
);

-- An officer's search: who asked, why, and which people he may open from it, for some minutes.
create table population.searches (
  search_id       uuid primary key,
  account_id      uuid not null,
  reason          text,
  dossier_id      uuid,
  person_numbers  text[] not null,
  beyond          boolean not null,  -- more were found than the list shows
  made_at         timestamptz not null,
  ends_at         timestamptz not null,
  check (reason is not null or dossier_id is not null)
);
create index searches_by_end on population.searches (ends_at);

grant select, insert on population.person_versions, population.person_ids, population.number_aliases,
  population.life_events, population.relations to dean06_app;
-- A recorded fact is never rewritten: all that can be said later is when it was superseded.
grant update (superseded_at) on population.person_versions, population.relations to dean06_app;
grant select, insert, update on population.people, population.contacts, population.quality_findings to dean06_app;
grant select, insert, delete on population.searches to dean06_app;

-- What later modules may join: identity and state, no history.
create view population.people_v1 as
  select person_number, person_id, name, name_folded, sex, born_on, born_precision, status, died_on,
    ethnic_group, marital_status, version
  from population.people;
grant select on population.people_v1 to dean06_app;
