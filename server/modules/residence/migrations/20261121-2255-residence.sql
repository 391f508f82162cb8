-- Residence without paper books (cư trú). Law on Residence 68/2020/QH14.
create schema residence;
grant usage on schema residence to dean06_app;

-- A lawful dwelling (chỗ ở hợp pháp), art. 2(1).
create table residence.dwellings (
  dwelling_id    uuid primary key,
  unit_id        integer not null references reference.units,  -- commune of today
  address_line   text not null check (length(address_line) between 1 and 200),  -- house number, street or hamlet
  kind           text not null,  -- code list dwelling-kinds
  area_m2        numeric(8, 1) check (area_m2 > 0),
  recorded_at    timestamptz not null,
  closed_on      date
);
create index dwellings_by_unit on residence.dwellings (unit_id, address_line collate "C", dwelling_id);

-- Who may consent for a dwelling: persons or an organisation, dated.
create table residence.dwelling_owners (
  dwelling_id    uuid not null,
  id             uuid not null,
  person_number  text collate "C",
  organisation   text,           -- name of an owner that is no person
  valid_from     date not null,
  valid_until    date,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  event_id       uuid,
  primary key (dwelling_id, id),
  check ((person_number is null) <> (organisation is null)),
  check (valid_until >= valid_from)
);
create index dwelling_owners_by_person on residence.dwelling_owners (person_number) where person_number is not null;

-- People sharing a dwelling (hộ gia đình), art. 2(3), 10. `file_number` is the residence file (số hồ sơ cư trú).
create table residence.households (
  household_id   uuid primary key,
  dwelling_id    uuid not null references residence.dwellings,
  unit_id        integer not null references reference.units,
  file_number    text collate "C" not null unique,
  formed_on      date not null,
  dissolved_on   date,           -- when its last member left
  recorded_at    timestamptz not null
);
create index households_by_unit on residence.households (unit_id);
create index households_by_dwelling on residence.households (dwelling_id);

-- Membership with two times. `kind` tells whether it follows permanent or temporary residence.
create table residence.memberships (
  person_number     text collate "C" not null,
  id                uuid not null,
  household_id      uuid not null,
  kind              text not null check (kind in ('permanent', 'temporary')),
  relation_to_head  text not null,  -- code list relations-to-head
  valid_from        date not null,
  valid_until       date,
  recorded_at       timestamptz not null,
  superseded_at     timestamptz,
  event_id          uuid not null,
  primary key (person_number, id),
  check (valid_until >= valid_from),
  check (superseded_at >= recorded_at),
  constraint one_household_at_a_time
    exclude using gist (person_number with =, kind with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create index memberships_by_household on residence.memberships (household_id) where superseded_at is null;

-- Permanent, temporary and current residence with two times. Never two of one kind at once.
create table residence.residences (
  person_number  text collate "C" not null,
  id             uuid not null,
  kind           text not null check (kind in ('permanent', 'temporary', 'current')),
  dwelling_id    uuid not null,
  unit_id        integer not null references reference.units,
  valid_from     date not null,
  valid_until    date,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  event_id       uuid not null,
  primary key (person_number, id),
  check (valid_until >= valid_from),
  check (superseded_at >= recorded_at),
  constraint one_residence_of_a_kind
    exclude using gist (person_number with =, kind with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create index residences_by_dwelling on residence.residences (dwelling_id) where superseded_at is null;

-- Current state, one narrow row a person: where he is registered today and in which household.
create table residence.current_residences (
  person_number           text collate "C" primary key,
  permanent_unit_id       integer references reference.units,
  permanent_dwelling_id   uuid,
  permanent_household_id  uuid,
  relation_to_head        text,
  temporary_unit_id       integer references reference.units,
  temporary_dwelling_id   uuid,
  temporary_household_id  uuid,
  temporary_relation      text,
  temporary_from          date,
  temporary_until         date,  -- the last day
  version                 integer not null default 1,
  recorded_at             timestamptz not null
);
create index current_by_permanent_unit on residence.current_residences (permanent_unit_id, person_number);
create index current_by_temporary_unit on residence.current_residences (temporary_unit_id, person_number)
  where temporary_unit_id is not null;
create index current_by_temporary_end on residence.current_residences (temporary_until)
  where temporary_until is not null;
create index current_by_permanent_household on residence.current_residences (permanent_household_id);
create index current_by_temporary_household on residence.current_residences (temporary_household_id)
  where temporary_household_id is not null;
-- A household has at most one head; none is lawful, for a while, when the head has died.
create unique index one_permanent_head on residence.current_residences (permanent_household_id)
  where relation_to_head = 'head';
create unique index one_temporary_head on residence.current_residences (temporary_household_id)
  where temporary_relation = 'head';

-- Stays of fewer than 30 days (lưu trú), art. 2(6), 30. `id` is the life event.
create table residence.stays (
  person_number  text collate "C" not null,
  id             uuid not null,
  unit_id        integer not null references reference.units,
  dwelling_id    uuid,
  place          text not null,
  arrives_on     date not null,
  leaves_on      date not null,
  reason         text,
  declared_by    text collate "C" not null,
  declared_at    timestamptz not null,
  late           boolean not null,  -- notified after the hour the law names
  dossier_id     uuid,
  annulled_at    timestamptz,
  primary key (person_number, id),
  check (leaves_on > arrives_on)
);
create index stays_by_unit on residence.stays (unit_id, arrives_on);

-- People and households by commune, kept in the same transaction; figures never count on the request path.
create table residence.unit_counts (
  unit_id        integer not null,
  shard          smallint not null,  -- spreads concurrent writers of one commune
  people         integer not null default 0,
  temporary      integer not null default 0,
  households     integer not null default 0,
  primary key (unit_id, shard)
);

grant select, insert on residence.stays, residence.dwelling_owners, residence.memberships, residence.residences
  to dean06_app;
grant update (superseded_at) on residence.dwelling_owners, residence.memberships, residence.residences to dean06_app;
grant update (annulled_at) on residence.stays to dean06_app;
grant select, insert, update on residence.dwellings, residence.households, residence.current_residences,
  residence.unit_counts to dean06_app;

create view residence.current_residences_v1 as select * from residence.current_residences;
create view residence.unit_counts_v1 as
  select unit_id, sum(people)::integer as people, sum(temporary)::integer as temporary,
    sum(households)::integer as households
  from residence.unit_counts group by unit_id;
grant select on residence.current_residences_v1, residence.unit_counts_v1 to dean06_app;
