-- What the whole country refers to. Every row has its dates and its source; the application only reads.
create schema reference;
grant usage on schema reference to dean06_app;

-- What was loaded last: the digest of the files in data/, so that a second start does nothing.
create table reference.loads (
  one        boolean primary key default true check (one),
  digest     text not null,
  loaded_at  timestamptz not null default now()
);

create table reference.law_documents (
  document      text primary key,  -- number and symbol (số, ký hiệu), e.g. 68/2020/QH14
  title_vi      text not null,
  title_en      text not null,
  issued_on     date,
  in_force_on   date,
  ended_on      date
);

-- Identity of an administrative unit (đơn vị hành chính). A code is not an identity: codes are given out again.
create table reference.units (
  unit_id  integer primary key check (unit_id > 0)
);

-- What a unit was called, its kind and its parent, from when to when; a null date is before or after our records.
create table reference.unit_versions (
  unit_id      integer not null references reference.units,
  version      integer not null,
  code         text collate "C" not null,
  level        text not null check (level in ('province', 'district', 'commune')),
  kind         text not null
    check (kind in ('city', 'province', 'urban-district', 'district', 'town', 'ward', 'commune', 'special-zone')),
  name         text not null,
  name_folded  text collate "C" not null,
  parent_id    integer references reference.units,
  valid_from   date,
  valid_until  date,
  law          text,
  primary key (unit_id, version),
  check (valid_from < valid_until),
  check ((level = 'province') = (parent_id is null))
);
create index unit_versions_by_code on reference.unit_versions (level, code);
create index unit_versions_by_parent on reference.unit_versions (parent_id);

-- Which unit went into which (sáp nhập, chia tách). A part needs a street, or a person's choice.
create table reference.unit_successions (
  old_unit_id   integer not null references reference.units,
  new_unit_id   integer not null references reference.units,
  relation      text not null check (relation in ('merged', 'larger-part', 'part')),
  confidence    text not null check (confidence in ('certain', 'likely', 'choose')),
  effective_on  date not null,
  law           text,
  primary key (old_unit_id, new_unit_id)
);
create index unit_successions_backwards on reference.unit_successions (new_unit_id);

-- Communes that ended in rounds before 2025, for reading old papers: they became part of this unit.
create table reference.former_names (
  unit_id             integer not null references reference.units,
  former_code         text collate "C" not null,
  former_name         text not null,
  former_name_folded  text collate "C" not null,
  primary key (unit_id, former_code, former_name)
);
create index former_names_by_name on reference.former_names (former_name_folded text_pattern_ops);

-- Who acts for the State, and for which unit. Agency codes: Decision 20/2020/QĐ-TTg, 09/2025/QĐ-TTg.
create table reference.agencies (
  agency_id               integer primary key,
  kind                    text not null,
  level                   text not null check (level in ('nation', 'province', 'commune')),
  unit_id                 integer references reference.units,
  parent_id               integer references reference.agencies,
  name_vi                 text not null,
  name_en                 text not null,
  electronic_code         text,           -- mã định danh điện tử, where it is known
  dossier_code            text not null,  -- what this agency's dossier codes begin with (mã hồ sơ)
  dossier_code_confirmed  boolean not null,
  check ((level = 'nation') = (unit_id is null))
);
create unique index agencies_by_unit on reference.agencies (unit_id, kind) where unit_id is not null;
create unique index agencies_by_dossier_code on reference.agencies (kind, dossier_code);

-- Positions (chức vụ) and the roles they carry.
create table reference.positions (
  position      text primary key,
  name_vi       text not null,
  name_en       text not null,
  roles         text[] not null,
  agency_kinds  text[] not null,
  place         integer not null
);

create table reference.code_list_items (
  list         text not null,
  code         text collate "C" not null,
  vi           text not null,
  en           text not null,
  place        integer not null,
  valid_from   date,
  valid_until  date,
  source       text not null,
  confirmed    boolean not null,
  primary key (list, code)
);

-- Days that differ from the week's rhythm. Loaded from decisions, never computed. Labour Code 45/2019/QH14, art. 112.
create table reference.special_days (
  day        date primary key,
  kind       text not null check (kind in ('holiday', 'day-in-lieu', 'swapped-off', 'swapped-working')),
  name_vi    text not null,
  name_en    text not null,
  confirmed  boolean not null,
  source     text not null
);

-- The week's rhythm, and the last day whose holidays are listed.
create table reference.week (
  one          boolean primary key default true check (one),
  weekly_rest  integer[] not null,  -- 1 Monday … 7 Sunday
  known_until  date not null
);

create table reference.office_hours (
  valid_from   date not null primary key,
  valid_until  date,
  spans        jsonb not null,  -- [["07:30", "11:30"], ["13:30", "17:00"]]
  confirmed    boolean not null,
  source       text not null
);

-- Limits, terms, ages and fees as dated data. A province's own value goes before the nation's.
create table reference.law_parameters (
  key             text not null,
  unit_id         integer references reference.units,
  effective_from  date not null,
  effective_until date,
  value           jsonb not null,
  citation        text not null,
  confirmed       boolean not null,
  note            text,
  check (effective_from < effective_until)
);
create unique index law_parameters_key on reference.law_parameters (key, coalesce(unit_id, 0), effective_from);

grant select on all tables in schema reference to dean06_app;
