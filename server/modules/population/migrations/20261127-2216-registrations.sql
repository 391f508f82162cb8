-- Books of civil-status registrations (sổ đăng ký hộ tịch), one of each kind a commune and year, numbered without gaps.
-- Law on Civil Status 60/2014/QH13, art. 58-59.
create table population.registration_numbers (
  unit_id        integer not null references reference.units,
  book           text collate "C" not null,
  year           integer not null,
  last           integer not null,
  primary key (unit_id, book, year)
);
create table population.registrations (
  unit_id        integer not null references reference.units,
  book           text collate "C" not null
                 check (book in ('birth', 'death', 'marriage', 'details', 'marital-status')),
  year           integer not null,
  number         integer not null,
  person_number  text collate "C" not null,
  other_number   text collate "C",           -- the other spouse
  event_id       uuid,                       -- the life event; none for a confirmation
  effective_on   date not null,
  registered_on  date not null,
  dossier_id     uuid,
  recorded_at    timestamptz not null,
  primary key (unit_id, book, year, number)
);
create index registrations_of_person on population.registrations (person_number, book);
create index registrations_of_other on population.registrations (other_number, book) where other_number is not null;
grant select, insert, update on population.registration_numbers to dean06_app;
-- What was entered is never rewritten.
grant select, insert on population.registrations to dean06_app;
