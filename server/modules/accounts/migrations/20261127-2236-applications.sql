-- Accounts from application to use (đăng ký, duyệt, kích hoạt, sử dụng). Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
create table accounts.applications (
  application_id    uuid primary key,
  kind              text not null check (kind in ('person', 'child', 'organisation')),
  level             smallint not null check (level in (1, 2)),
  channel           text not null check (channel in ('online', 'desk', 'app')),
  state             text not null check (state in ('confirming', 'submitted', 'approved', 'refused', 'ended')),
  person_number     text collate "C",   -- whom it is for; null while nobody in the register fits what was typed
  person_id         uuid,
  applicant_number  text collate "C",   -- the parent, or the legal representative
  unit_id           integer,            -- the commune whose desk handles it
  phone             text,
  email             text,
  phone_confirmed_at timestamptz,
  email_confirmed_at timestamptz,
  claims_phone      boolean not null default false,  -- the phone is on another account and its owner was checked
  card              text check (card in ('valid', 'none')),
  captures          jsonb not null default '[]',     -- which biometric was compared, on what device, with what outcome
  organisation_code text collate "C",
  organisation_name text,
  registered_by     uuid,               -- appointment of the officer
  decided_by        uuid,
  refusal           text,
  account_id        uuid,
  opened_at         timestamptz not null,
  submitted_at      timestamptz,
  due_at            timestamptz,
  decided_at        timestamptz,
  notified_at       timestamptz
);
-- One open application a person; a child's and an organisation's stand beside their own.
create unique index applications_open on accounts.applications (person_number)
  where state in ('confirming', 'submitted') and kind <> 'organisation';
create unique index applications_organisation on accounts.applications (organisation_code)
  where state in ('confirming', 'submitted', 'approved') and kind = 'organisation';
create index applications_worklist on accounts.applications (unit_id, state, due_at, application_id);
create index applications_by_account on accounts.applications (account_id) where account_id is not null;
create index applications_by_applicant on accounts.applications (applicant_number) where applicant_number is not null;
grant select, insert, update on accounts.applications to dean06_app;

-- First use ends the funnel; the reminders sent so far.
alter table accounts.accounts add column used_at timestamptz;
alter table accounts.accounts add column reminders smallint not null default 0;
create index accounts_waiting on accounts.accounts (approved_at, account_id) where status = 'approved';

-- Organisations have accounts without levels, one each, kept by their legal representative.
create table accounts.organisations (
  organisation_id   uuid primary key,
  code              text collate "C" not null unique,
  name              text not null,
  representative    text collate "C" not null,
  status            text not null check (status in ('active', 'locked', 'closed')),
  lock_ground       text,
  opened_at         timestamptz not null,
  closed_at         timestamptz
);
create index organisations_by_representative on accounts.organisations (representative);
grant select, insert, update on accounts.organisations to dean06_app;

-- An authority asks for a lock: the commune passes it on within 1 working day, the centre decides within 2.
create table accounts.lock_requests (
  request_id        uuid primary key,
  account_id        uuid not null,
  unit_id           integer not null,
  authority         text not null,
  document          text not null,      -- number of the authority's letter
  state             text not null check (state in ('asked', 'forwarded', 'locked', 'refused')),
  asked_by          uuid not null,
  asked_at          timestamptz not null,
  commune_due_at    timestamptz not null,
  forwarded_by      uuid,
  forwarded_at      timestamptz,
  centre_due_at     timestamptz,
  decided_by        uuid,
  decided_at        timestamptz
);
create index lock_requests_waiting on accounts.lock_requests (state, asked_at, request_id);
create unique index lock_requests_open on accounts.lock_requests (account_id) where state in ('asked', 'forwarded');
grant select, insert, update on accounts.lock_requests to dean06_app;
