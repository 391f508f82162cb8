-- The counter (Bộ phận Một cửa): who stands there by a code of his app, how results are handed out, who waits in line.

-- A code that someone shows at a counter instead of his card: a digest, good for minutes, used once.
create table services.visitor_codes (
  code_digest    bytea primary key,
  person_number  text collate "C" not null,
  expires_at     timestamptz not null
);
create index visitor_codes_by_expiry on services.visitor_codes (expires_at);
grant select, insert, delete on services.visitor_codes to dean06_app;

-- How a result on paper reaches its applicant (trả kết quả): collected at a desk, or by post. The result itself is
-- digital and his at once. Decree 118/2025/NĐ-CP.
create table services.deliveries (
  person_number  text collate "C" not null,
  dossier_id     uuid not null,
  way            text not null check (way in ('desk', 'post')),
  state          text not null check (state in ('wanted', 'posted', 'delivered', 'sent-back', 'collected')),
  recipient      jsonb,        -- by post: name, phone, address
  fee            jsonb,        -- by post: what the post takes on delivery, and by which rule
  tracking       text,         -- number of the post
  collected_by   jsonb,        -- at a desk: who, and what proved it
  history        jsonb not null,  -- each turn: state, time, appointment, note
  updated_at     timestamptz not null,
  primary key (person_number, dossier_id),
  check ((way = 'post') = (recipient is not null)),
  check (state <> 'posted' or tracking is not null),
  check ((state = 'collected') = (collected_by is not null))
);
create index deliveries_by_dossier on services.deliveries (dossier_id);
grant select, insert, update on services.deliveries to dean06_app;

-- The line at a counter (xếp hàng lấy số): one row an office and day hands out the numbers, whatever the processes.
create table services.queue_days (
  agency_id      integer not null,
  day            date not null,
  last           integer not null,
  primary key (agency_id, day)
);
create table services.queue_tickets (
  agency_id      integer not null,
  day            date not null,
  number         integer not null,
  ticket_id      uuid not null unique,
  state          text not null check (state in ('waiting', 'called', 'served', 'absent')),
  desk           smallint,               -- which desk called
  calls          smallint not null default 0,
  account_id     uuid,                   -- officer who called
  taken_at       timestamptz not null,
  called_at      timestamptz,
  ended_at       timestamptz,
  primary key (agency_id, day, number)
);
create index queue_waiting on services.queue_tickets (agency_id, day, number) where state = 'waiting';
grant select, insert, update, delete on services.queue_days, services.queue_tickets to dean06_app;
