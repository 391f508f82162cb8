-- A citizen disputes or completes what the register holds of him (đề nghị điều chỉnh thông tin). Decree 70/2024/NĐ-CP,
-- amended by Decree 58/2026/NĐ-CP: the commune of residence decides within the dated term.
create table population.proposals (
  person_number  text collate "C" not null,
  proposal_id    uuid not null,
  field          text not null,
  value_now      text,           -- what stood there
  value          text not null check (length(value) between 1 and 200),
  explanation    text not null,
  unit_id        integer references reference.units,  -- whose desk it is on; null when nobody answers for the person
  state          text not null check (state in ('submitted', 'evidence-asked', 'accepted', 'refused', 'withdrawn')),
  term_days      integer not null,
  due_at         timestamptz not null,
  submitted_at   timestamptz not null,
  asked_at       timestamptz,
  asked          text,           -- what the officer asked for, once
  answered_at    timestamptz,
  decided_at     timestamptz,
  decided_name   text,
  reason         text,           -- code list proposal-refusal-reasons
  note           text,
  version        integer not null default 1,
  primary key (person_number, proposal_id),
  check ((state = 'refused') <= (reason is not null))
);
create unique index proposals_by_id on population.proposals (proposal_id);
create index proposals_open on population.proposals (unit_id, due_at, proposal_id)
  where state in ('submitted', 'evidence-asked');
create index proposals_closed on population.proposals (unit_id, decided_at desc, proposal_id)
  where state in ('accepted', 'refused', 'withdrawn');
-- One open proposal a field: what is asked twice is answered once.
create unique index one_open_proposal on population.proposals (person_number, field)
  where state in ('submitted', 'evidence-asked');

create table population.proposal_files (
  person_number  text collate "C" not null,
  proposal_id    uuid not null,
  file_id        uuid not null,
  content_type   text not null,
  size_bytes     integer not null,
  added_at       timestamptz not null,
  primary key (person_number, proposal_id, file_id)
);
create table population.proposal_steps (
  person_number  text collate "C" not null,
  proposal_id    uuid not null,
  id             uuid not null,
  at             timestamptz not null,
  act            text not null,
  actor          text not null,
  actor_name     text,
  note           text,
  primary key (person_number, proposal_id, id)
);
grant select, insert, update on population.proposals to dean06_app;
grant select, insert on population.proposal_files, population.proposal_steps to dean06_app;
