-- What a dossier asks of a register of this program whose module comes later (cards, benefits): a row of ours, told to
-- the register as it stands today. Law on Identity 26/2023/QH15, art. 24; Decree 20/2021/NĐ-CP, art. 11.
create table services.claims (
  person_number    text collate "C" not null,  -- whom it is about: the holder of the card, the deceased
  claim_id         uuid not null,
  module           text collate "C" not null check (module in ('card', 'benefits')),
  register         text collate "C" not null,
  act              text collate "C" not null,
  rests_on         uuid not null,              -- the life event it follows from, or its dossier
  claimant_number  text collate "C" not null,
  dossier_id       uuid not null,
  dossier_code     text collate "C" not null,
  agency_id        integer not null,
  unit_id          integer not null,
  request_id       uuid not null,              -- as it was told to the register
  data             jsonb not null,
  state            text collate "C" not null check (state in ('raised', 'granted', 'refused', 'withdrawn')),
  reason           text,
  raised_at        timestamptz not null,
  ended_at         timestamptz,
  primary key (person_number, claim_id),
  check ((state = 'raised') = (ended_at is null))
);
-- One death, one funeral allowance, whoever asks and however often.
create unique index claims_once on services.claims (person_number, register, act, rests_on)
  where state in ('raised', 'granted');
create index claims_of_dossier on services.claims (dossier_id);
create index claims_of_request on services.claims (request_id);
create index claims_by_time on services.claims (raised_at, claim_id);
create index claims_of_agency on services.claims (agency_id, raised_at, claim_id);
grant select, insert, update on services.claims to dean06_app;

-- What was to be told, and need not be any more.
alter table services.register_requests drop constraint register_requests_state_check;
alter table services.register_requests add constraint register_requests_state_check
  check (state in ('waiting', 'acknowledged', 'done', 'refused', 'parked', 'withdrawn'));
