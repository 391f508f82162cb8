-- Who registered a relying party and on what terms it may ask about people. What the provider needs to serve it is
-- in authentication.relying_parties, written from here. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
create table authentication.registrations (
  client_id             text collate "C" primary key references authentication.relying_parties,
  agency_id             integer not null,   -- the organisation it belongs to
  provider_agency_id    integer,            -- the licensed provider it asks through; null for State bodies
  provider_accepted_at  timestamptz,
  contact               jsonb not null,     -- {name, email, phone} of the office that answers for it
  security_level        smallint not null check (security_level between 1 and 5),  -- cấp độ an toàn, as declared
  checks                jsonb not null,     -- [{purpose, basis, legalBasis, acts, fields}]
  registered_at         timestamptz not null,
  registered_by         uuid not null,      -- account
  changed_at            timestamptz not null
);
create index registrations_by_agency on authentication.registrations (agency_id, client_id);
create index registrations_by_provider on authentication.registrations (provider_agency_id, client_id)
  where provider_agency_id is not null;
grant select, insert, update on authentication.registrations to dean06_app;

-- Asked for: real people, or more than was approved. `wanted` is the registration as it shall be.
create table authentication.production_requests (
  request_id   uuid primary key,
  client_id    text collate "C" not null references authentication.registrations,
  kind         text not null check (kind in ('production', 'widening')),
  wanted       jsonb not null,
  asked_at     timestamptz not null,
  asked_by     uuid not null,
  due_on       date not null,
  decision     text check (decision in ('approved', 'refused', 'withdrawn')),
  decided_at   timestamptz,
  decided_by   uuid,
  reasons      text[] not null default '{}',
  note         text,
  check ((decision is null) = (decided_at is null)),
  check (decision is distinct from 'refused' or cardinality(reasons) > 0)
);
-- One question at a time.
create unique index production_requests_open on authentication.production_requests (client_id) where decision is null;
create index production_requests_due on authentication.production_requests (due_on, request_id) where decision is null;
create index production_requests_by_client on authentication.production_requests (client_id, asked_at);
grant select, insert on authentication.production_requests to dean06_app;
grant update (decision, decided_at, decided_by, reasons, note) on authentication.production_requests to dean06_app;

-- What happened to a registration, append-only.
create table authentication.registration_events (
  client_id   text collate "C" not null,
  at          timestamptz not null,
  id          uuid not null,
  kind        text not null,
  account_id  uuid,
  detail      jsonb,
  primary key (client_id, at, id)
);
grant select, insert on authentication.registration_events to dean06_app;
