-- What people say of offices, and how content they are. Decree 20/2008/NĐ-CP; Law on Complaints 02/2011/QH13; Decision
-- 766/QĐ-TTg, group 6.
create schema feedback;
grant usage on schema feedback to dean06_app;

create table feedback.cases (
  person_number   text collate "C" not null,
  case_id         uuid not null,
  kind            text not null check (kind in ('comment', 'proposal', 'paper-asked', 'complaint')),
  agency_id       integer not null,   -- whose turn it is
  first_agency_id integer not null,   -- about whom it was said
  unit_id         integer not null,
  dossier_id      uuid,
  code            text,               -- of the dossier
  subject         text not null,      -- the paper asked for, or what it is about
  said            text not null,
  may_publish     boolean not null,
  state           text not null check (state in ('sent', 'taken-up', 'answered', 'withdrawn')),
  version         integer not null,
  sent_at         timestamptz not null,
  due_at          timestamptz not null,
  taken_up_at     timestamptz,
  answered_at     timestamptz,
  answered_by     uuid,               -- appointment
  outcome         text check (outcome in ('founded', 'unfounded')),
  answer          text,
  published       text,               -- what everybody may read: question and answer without anybody's data
  transfers       integer not null default 0,
  primary key (person_number, case_id),
  check ((state = 'answered') = (answered_at is not null)),
  check ((answered_at is null) = (answer is null))
);
create index cases_by_id on feedback.cases (case_id);
create index cases_of_agency on feedback.cases (agency_id, due_at, case_id) where state in ('sent', 'taken-up');
create index cases_answered on feedback.cases (agency_id, answered_at desc, case_id) where state = 'answered';
create index cases_published on feedback.cases (answered_at desc, case_id) where published is not null;
create index cases_by_unit on feedback.cases (unit_id, sent_at);
-- One complaint about one decision, one case of one paper in one dossier: said again it is the same case.
create unique index cases_once on feedback.cases (dossier_id, kind, subject)
  where dossier_id is not null and kind in ('paper-asked', 'complaint') and state <> 'withdrawn';
grant select, insert, update on feedback.cases to dean06_app;

-- What was done with a case, append-only.
create table feedback.case_steps (
  person_number   text collate "C" not null,
  case_id         uuid not null,
  step            integer not null,
  at              timestamptz not null,
  act             text not null check (act in ('send', 'take-up', 'transfer', 'answer', 'withdraw')),
  agency_id       integer,
  appointment_id  uuid,
  note            text,
  primary key (person_number, case_id, step)
);
grant select, insert on feedback.case_steps to dean06_app;
grant update (person_number) on feedback.case_steps to dean06_app;

-- How content someone was with a dossier that has ended, said once.
create table feedback.ratings (
  person_number   text collate "C" not null,
  dossier_id      uuid not null,
  agency_id       integer not null,
  unit_id         integer not null,
  mark            integer not null check (mark between 1 and 4),  -- 4: very content
  comment         text,
  at              timestamptz not null,
  primary key (person_number, dossier_id)
);
create index ratings_by_unit on feedback.ratings (unit_id, at);
grant select, insert on feedback.ratings to dean06_app;
grant update (person_number) on feedback.ratings to dean06_app;

-- For steering: no names, no texts.
create view feedback.cases_v1 as
  select case_id, kind, agency_id, first_agency_id, unit_id, dossier_id, code, state, sent_at, due_at, answered_at, outcome,
    state in ('sent', 'taken-up') and due_at < now() as overdue, coalesce(answered_at > due_at, false) as answered_late
  from feedback.cases;
create view feedback.ratings_v1 as select dossier_id, agency_id, unit_id, mark, at from feedback.ratings;
grant select on feedback.cases_v1, feedback.ratings_v1 to dean06_app;
