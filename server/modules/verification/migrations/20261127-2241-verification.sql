-- Checks of people by relying parties (xác thực thông tin): what was asked, answered, charged, and disputed.
-- Decree 69/2024/NĐ-CP; Law 91/2025/QH15; Circular 48/2022/TT-BTC (fees).
create schema verification;
grant usage on schema verification to dean06_app;

-- Metering: one row a call that was answered, billed or not. Nothing in it says about whom.
create table verification.calls (
  at              timestamptz not null,
  call_id         uuid not null,
  client_id       text collate "C" not null,  -- the system that gets the answer
  agency_id       integer not null,
  through_id      text collate "C",           -- the licensed provider's system that asked for it
  through_agency  integer,
  act             text not null,              -- verification.match, verification.attributes
  purpose         text not null,
  code            text not null,              -- reply code
  price_dong      bigint not null check (price_dong >= 0),
  tariff          text not null,              -- citation of the tariff in force that day
  primary key (at, call_id)
) partition by range (at);
create table verification.calls_rest partition of verification.calls default;
create index calls_by_client on verification.calls (client_id, at);
create index calls_by_provider on verification.calls (through_agency, at) where through_agency is not null;
grant select, insert on verification.calls to dean06_app;

-- The same call as the person sees it.
create table verification.checks (
  person_number   text collate "C" not null,
  call_id         uuid not null,
  at              timestamptz not null,
  client_id       text collate "C" not null,
  agency_id       integer not null,
  through_agency  integer,
  system          jsonb not null,
  act             text not null,
  purpose         text not null,
  code            text not null,
  fields          text[] not null,
  consent_id      uuid,
  reference       text,                        -- the caller's own, e.g. its transaction
  primary key (person_number, call_id)
);
create index checks_newest on verification.checks (person_number, at desc, call_id desc);
grant select, insert on verification.checks to dean06_app;

-- A person is told once a day of each system that asked about him.
create table verification.told (
  person_number   text collate "C" not null,
  client_id       text collate "C" not null,
  on_day          date not null,
  primary key (person_number, client_id, on_day)
);
grant select, insert, delete on verification.told to dean06_app;

-- Calls a system may still make, handed to processes in blocks: survives a restart, never more than the limit.
create table verification.budgets (
  client_id       text collate "C" not null,
  window_start    timestamptz not null,
  window_minutes  integer not null,
  taken           integer not null,
  primary key (client_id, window_minutes, window_start)
);
grant select, insert, update, delete on verification.budgets to dean06_app;

-- What looks like guessing, for the inspector.
create table verification.findings (
  finding_id      uuid primary key,
  kind            text not null check (kind in ('one-person', 'many-people')),
  client_id       text collate "C" not null,
  agency_id       integer not null,
  person_id       uuid,                        -- public id, for one-person
  found_at        timestamptz not null,
  misses          integer not null,
  closed_at       timestamptz,
  closed_by       uuid,
  conclusion      text
);
create index findings_open on verification.findings (found_at desc) where closed_at is null;
grant select, insert on verification.findings to dean06_app;
grant update (closed_at, closed_by, conclusion) on verification.findings to dean06_app;

-- "This was not me" (khiếu nại về một lượt xác thực).
create table verification.disputes (
  person_number   text collate "C" not null,
  dispute_id      uuid not null,
  call_id         uuid not null,
  client_id       text collate "C" not null,
  agency_id       integer not null,
  said            text,
  opened_at       timestamptz not null,
  due_on          date not null,
  state           text not null check (state in ('opened', 'taken-up', 'answered', 'withdrawn')),
  outcome         text check (outcome in ('lawful', 'misuse')),
  answer          text,
  answered_at     timestamptz,
  officer_account uuid,
  primary key (person_number, dispute_id),
  unique (person_number, call_id),
  check ((state = 'answered') = (outcome is not null)),
  check ((outcome is null) = (answer is null))
);
create index disputes_open on verification.disputes (due_on, dispute_id) where state in ('opened', 'taken-up');
grant select, insert, update on verification.disputes to dean06_app;

-- Systems that may no longer ask about a person, after a misuse was found.
create table verification.holds (
  person_number   text collate "C" not null,
  client_id       text collate "C" not null,
  since           timestamptz not null,
  dispute_id      uuid not null,
  primary key (person_number, client_id)
);
grant select, insert on verification.holds to dean06_app;
create index disputes_by_id on verification.disputes (dispute_id);
insert into platform.monthly_tables values ('verification.calls');
select platform.make_months_ahead();
