-- Whoever booked is reminded the day before, once.
alter table services.bookings add column reminded_at timestamptz;
create index bookings_to_remind on services.bookings (day)
  where reminded_at is null and cancelled_at is null and arrived_at is null;
