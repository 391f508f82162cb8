-- Times at a one-stop counter that someone booked (lịch hẹn).
create table services.bookings (
  booking_id     uuid primary key,
  person_number  text collate "C" not null,
  agency_id      integer not null,
  day            date not null,
  minute         smallint not null,      -- of the day, when the slot begins
  place          smallint not null,      -- which of the places of its slot
  service_code   text,                   -- for which service, if he said
  service_version integer,               -- as it was when he booked
  booked_at      timestamptz not null,
  cancelled_at   timestamptz,
  arrived_at     timestamptz,
  ticket_id      uuid,                   -- the number he got when he came
  check ((arrived_at is null) = (ticket_id is null)),
  check (arrived_at is null or cancelled_at is null)
);
create unique index bookings_place on services.bookings (agency_id, day, minute, place) where cancelled_at is null;
create index bookings_by_person on services.bookings (person_number, day);
grant select, insert, update, delete on services.bookings to dean06_app;

-- Who comes at the time he booked goes before those without a booking.
alter table services.queue_tickets add column ahead boolean not null default false;
drop index services.queue_waiting;
create index queue_waiting on services.queue_tickets (agency_id, day, ahead desc, number) where state = 'waiting';
