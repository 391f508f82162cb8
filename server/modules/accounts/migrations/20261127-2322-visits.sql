-- Times at a desk that someone booked (lịch hẹn). Each slot has numbered places, so that the database says when it is full.
create table accounts.visits (
  visit_id       uuid primary key,
  person_number  text collate "C" not null,
  unit_id        integer not null,
  day            date not null,
  minute         smallint not null,    -- of the day, in Việt Nam
  place          smallint not null,
  booked_at      timestamptz not null,
  cancelled_at   timestamptz
);
create unique index visits_place on accounts.visits (unit_id, day, minute, place) where cancelled_at is null;
create index visits_of_person on accounts.visits (person_number, day) where cancelled_at is null;
grant select, insert, update on accounts.visits to dean06_app;
