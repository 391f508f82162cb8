-- What every module stands on: events, idempotency, sessions, limits, service errors.
create extension if not exists btree_gist;  -- exclusion constraints over a person and a period
grant usage on schema platform to dean06_app;
grant select on platform.migrations to dean06_app;

-- Facts about this installation. `generation` grows by one at each restore, so that feed offsets stay in order.
create table platform.installation (
  one            boolean primary key default true check (one),
  id             uuid not null default gen_random_uuid(),
  mode           text not null default 'unset' check (mode in ('unset', 'sandbox', 'production')),
  generation     integer not null default 1,
  seeded         jsonb
);
insert into platform.installation default values;
grant select, update on platform.installation to dean06_app;

create function platform.generation() returns integer stable language sql as
  'select generation from platform.installation';
grant execute on function platform.generation() to dean06_app;

-- Message rows. Ordered by (generation, xid, id): a reader stops before the oldest transaction still running,
-- so an offset never skips one that commits late. Partitioned by time; the daily job makes partitions ahead.
create table platform.events (
  recorded_at    timestamptz not null default now(),
  id             uuid not null,  -- UUIDv7, made in the program
  generation     integer not null default platform.generation(),
  xid            xid8 not null default pg_current_xact_id(),
  name           text collate "C" not null,
  person_number  text collate "C",
  payload        jsonb not null,
  caused_by      uuid,
  primary key (recorded_at, id)
) partition by range (recorded_at);
create table platform.events_rest partition of platform.events default;
create index events_feed on platform.events (name, generation, xid, id);
create index events_by_person on platform.events (person_number, id) where person_number is not null;
grant select, insert on platform.events to dean06_app;

-- How far each listener has read.
create table platform.listener_heads (
  listener       text primary key,
  generation     integer not null,
  xid            xid8 not null,
  id             uuid not null,
  moved_at       timestamptz not null default now()
);
-- An event that failed for a listener parks its person for that listener; later ones of that person wait behind it.
create table platform.parked_events (
  listener       text not null,
  event_id       uuid not null,
  recorded_at    timestamptz not null,
  person_number  text collate "C",
  name           text not null,
  attempts       integer not null default 0,
  error          text,  -- kind and code, never data
  parked_at      timestamptz not null default now(),
  primary key (listener, event_id)
);
create index parked_by_person on platform.parked_events (listener, person_number, event_id);
grant select, insert, update, delete on platform.listener_heads, platform.parked_events to dean06_app;

-- The first answer to a write, kept for a day per actor, endpoint and key; encrypted.
create table platform.idempotency_keys (
  actor          text not null,
  act            text not null,
  key            text collate "C" not null check (length(key) between 8 and 200),
  body_digest    bytea not null,
  answer         bytea,
  made_at        timestamptz not null default now(),
  primary key (actor, act, key)
);
create index idempotency_keys_age on platform.idempotency_keys (made_at);
grant select, insert, update, delete on platform.idempotency_keys to dean06_app;

-- Server-side sessions of the web apps. The cookie holds a random value; only its SHA-256 is here.
create table platform.web_sessions (
  id_hash        bytea primary key,
  app            text not null,
  realm          text not null check (realm in ('citizen', 'officer')),
  account_id     uuid not null,
  actor          jsonb not null,
  tokens         bytea,       -- encrypted; needed to sign out at the provider
  user_agent     text,
  created_at     timestamptz not null default now(),
  seen_at        timestamptz not null default now(),
  idle_minutes   integer not null,
  ends_at        timestamptz not null
);
create index web_sessions_by_account on platform.web_sessions (account_id);
create index web_sessions_age on platform.web_sessions (ends_at);
grant select, insert, update, delete on platform.web_sessions to dean06_app;

-- Attempts counted in windows: sign-ins, codes, verifications. Survives a restart, counts parallel attempts.
create table platform.attempts (
  subject        text not null,  -- hashed: 'password:<hash>', 'network:<hash>'
  window_start   timestamptz not null,
  count          integer not null default 0,
  primary key (subject, window_start)
);
grant select, insert, update, delete on platform.attempts to dean06_app;

-- Unexpected errors, grouped, for operators. Never data: a fingerprint, the code and where.
create table platform.service_errors (
  fingerprint    text primary key,
  act            text not null,
  kind           text not null,
  place          text not null,
  count          bigint not null default 1,
  first_at       timestamptz not null default now(),
  last_at        timestamptz not null default now(),
  last_request   text
);
grant select, insert, update, delete on platform.service_errors to dean06_app;
