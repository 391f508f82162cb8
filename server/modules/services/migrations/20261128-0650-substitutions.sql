-- Who stands in for whom in an office, on which days. Appointments, not people.
create table services.substitutions (
  substitution_id  uuid primary key,
  agency_id        integer not null,
  absent           uuid not null,   -- appointment
  substitute       uuid not null,   -- appointment
  from_on          date not null,
  until_on         date not null,
  reason           text,
  named_by         uuid not null,   -- appointment
  named_at         timestamptz not null,
  ended_at         timestamptz,
  check (absent <> substitute and from_on <= until_on)
);
create index substitutions_of_agency on services.substitutions (agency_id, until_on) where ended_at is null;
create index substitutions_by_substitute on services.substitutions (substitute, until_on) where ended_at is null;
grant select, insert, update on services.substitutions to dean06_app;
