-- Electronic identities (tài khoản định danh điện tử). Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
create schema accounts;
grant usage on schema accounts to dean06_app;

-- One account a person and realm. Citizens and officers are separate realms, also for the same person.
create table accounts.accounts (
  account_id     uuid primary key,
  realm          text not null check (realm in ('citizen', 'officer')),
  person_number  text collate "C" not null,
  person_id      uuid not null,
  level          smallint not null check (level in (1, 2)),
  status         text not null check (status in ('approved', 'active', 'locked')),
  password_hash  text,           -- argon2id, PHC form
  phone          text,
  email          text,
  approved_at    timestamptz,
  activated_at   timestamptz,
  locked_at      timestamptz,
  lock_ground    text,
  recorded_at    timestamptz not null default now(),
  unique (realm, person_number)
);
-- One phone, one account of a realm.
create table accounts.phones (
  realm          text not null,
  phone          text collate "C" not null,
  account_id     uuid not null,
  primary key (realm, phone)
);
-- Officers hold positions in agencies; their rights follow the position while it lasts.
create table accounts.appointments (
  appointment_id uuid primary key,
  account_id     uuid not null references accounts.accounts,
  person_number  text collate "C" not null,
  agency_id      integer not null,
  position       text not null,  -- data of reference: positions
  valid_from     date not null,
  valid_until    date,
  recorded_at    timestamptz not null default now()
);
create index appointments_by_account on accounts.appointments (account_id);
create index appointments_by_agency on accounts.appointments (agency_id);
-- What happened to an account, append-only; the holder sees it.
create table accounts.account_events (
  account_id     uuid not null,
  at             timestamptz not null,
  id             uuid not null,
  kind           text not null,  -- signed-in, refused, locked, unlocked, signed-out-everywhere, password-changed
  detail         jsonb,
  primary key (account_id, at, id)
);
grant select, insert on accounts.account_events to dean06_app;
grant select, insert, update on accounts.accounts, accounts.appointments to dean06_app;
grant select, insert, update, delete on accounts.phones to dean06_app;
