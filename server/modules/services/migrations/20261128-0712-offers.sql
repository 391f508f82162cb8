-- Services offered before anybody asks (dịch vụ công chủ động). Decree 224/2026/NĐ-CP. `person_number` is whoever is
-- offered it, `subject_number` whom it is about: himself, or his child.
create table services.offers (
  person_number   text collate "C" not null,
  offer_id        uuid not null,
  rule            text collate "C" not null,  -- of the law parameter services.proactive
  level           integer not null check (level between 1 and 3),
  subject_number  text collate "C" not null,
  unit_id         integer references reference.units,
  service_code    text collate "C",           -- null: only a reminder
  due_on          date not null,              -- the day on which the fact comes about
  lapses_on       date not null,
  state           text not null check (state in ('offered', 'filed', 'refused', 'withdrawn', 'lapsed')),
  reason          text,                       -- why it was refused or withdrawn
  made_at         timestamptz not null,
  ended_at        timestamptz,
  dossier_id      uuid,                       -- what it became
  primary key (person_number, offer_id),
  check ((state = 'offered') = (ended_at is null))
);
-- Offered once: a refusal is remembered, the job may run again.
create unique index offers_once on services.offers (person_number, rule, subject_number, due_on);
create index offers_by_subject on services.offers (subject_number);
create index offers_open on services.offers (rule, lapses_on) where state = 'offered';
grant select, insert, update on services.offers to dean06_app;

-- For the leader's count: nobody's number.
create view services.offers_v1 as
  select rule, level, unit_id, service_code, state, reason, due_on, made_at, ended_at from services.offers;
grant select on services.offers_v1 to dean06_app;
