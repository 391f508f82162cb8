-- Electronic identities of foreigners (tài khoản định danh điện tử của người nước ngoài): 6 and older, with a temporary
-- or permanent residence card. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP. Who he is comes from the immigration
-- register and is kept as it was told; the population register does not hold him.
create table accounts.foreigners (
  person_number     text collate "C" primary key,  -- made by us (số định danh của người nước ngoài)
  person_id         uuid not null unique,
  register_id       text collate "C" not null unique,  -- whom the immigration register means
  name              text not null,
  born_on           date not null,
  sex               text not null check (sex in ('male', 'female')),
  nationality       text not null check (nationality ~ '^[A-Z]{3}$'),
  passport_number   text collate "C" not null,
  card_kind         text not null check (card_kind in ('temporary', 'permanent')),
  card_number       text collate "C" not null,
  card_until        date,                          -- last day it is valid; a permanent one may have none
  address           text,
  province_unit_id  integer,
  holds_face        boolean not null,
  holds_fingerprint boolean not null,
  recorded_at       timestamptz not null,
  expiry_reminders  smallint not null default 0
);
create index foreigners_by_card_until on accounts.foreigners (card_until) where card_until is not null;
grant select, insert, update on accounts.foreigners to dean06_app;

-- Every answer of the register that was taken over, as it was.
create table accounts.foreigner_records (
  person_number     text collate "C" not null,
  recorded_at       timestamptz not null,
  id                uuid not null,
  told              jsonb not null,
  primary key (person_number, recorded_at, id)
);
grant select, insert on accounts.foreigner_records to dean06_app;

alter table accounts.accounts add column foreigner boolean not null default false;
alter table accounts.applications drop constraint applications_kind_check;
alter table accounts.applications add constraint applications_kind_check
  check (kind in ('person', 'child', 'foreigner', 'organisation'));
-- What the immigration register said of an applicant who has no number yet; forgotten with the decision.
alter table accounts.applications add column told jsonb;

-- Who may hold an account: people of the register, and foreigners.
create view accounts.holders_v1 as
  select person_number, person_id, name from population.people_v1
  union all
  select person_number, person_id, name from accounts.foreigners;
grant select on accounts.holders_v1 to dean06_app;
