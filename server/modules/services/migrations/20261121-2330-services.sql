-- Public services as data: catalogue, drafts, dossiers, approvals. Decree 118/2025/NĐ-CP; Resolution 66.7/2025/NQ-CP.
create schema services;
grant usage on schema services to dean06_app;

-- A published bundle is never changed; a dossier keeps its version. In force on a day: the highest version whose
-- period holds it.
create table services.service_versions (
  service_code     text collate "C" not null,
  version          integer not null check (version >= 1),
  effective_from   date not null,
  effective_until  date,
  digest           text not null,  -- SHA-256 of the bundle, so that loading it again does nothing
  bundle           jsonb not null,
  published_at     timestamptz not null,
  published_by     text not null,  -- 'catalogue' or 'officer:<account>'
  primary key (service_code, version),
  check (effective_from < effective_until)
);
grant select, insert on services.service_versions to dean06_app;

-- Drafts (hồ sơ nháp). The content is closed with the storage key: only its owner's calls open it.
create table services.drafts (
  person_number    text collate "C" not null,
  draft_id         uuid not null,
  service_code     text collate "C" not null,
  service_version  integer not null,
  revision         integer not null,
  content          bytea,          -- emptied when it was submitted
  opened_at        timestamptz not null,
  saved_at         timestamptz not null,
  expires_at       timestamptz not null,
  dossier_id       uuid,           -- what it became
  primary key (person_number, draft_id)
);
create index drafts_by_expiry on services.drafts (expires_at);
grant select, insert, update, delete on services.drafts to dean06_app;

-- The number of the day, one row an agency and day: no bottleneck wider than one office.
create table services.dossier_sequences (
  agency_id      integer not null,
  day            date not null,
  last           integer not null,
  primary key (agency_id, day)
);
-- Dossier code → dossier: the one place where it is unique and resolved.
create table services.dossier_codes (
  code           text collate "C" primary key,
  person_number  text collate "C" not null,
  dossier_id     uuid not null
);
grant select, insert, update on services.dossier_sequences to dean06_app;
grant select, insert on services.dossier_codes to dean06_app;

-- Dossiers (hồ sơ): where each stands now. `person_number` is the applicant.
create table services.dossiers (
  person_number    text collate "C" not null,
  dossier_id       uuid not null,
  code             text not null,
  service_code     text collate "C" not null,
  service_version  integer not null,
  agency_id        integer not null,
  unit_id          integer not null references reference.units,
  channel          text not null check (channel in ('online', 'counter', 'post')),
  version          integer not null,
  state            text collate "C" not null,
  answers          jsonb not null,   -- by field, as submitted and supplemented
  provenance       jsonb not null,   -- by field: source, version, time, purpose, seal
  facts            jsonb not null,   -- what the rules saw at submission
  fee              jsonb not null,
  papers           jsonb not null,   -- each: needed or replaced by which register
  shown            jsonb not null,   -- texts for answers that are ids, as they stood
  people           jsonb not null,   -- who moves: applicant first
  submitted_at     timestamptz not null,
  intake_from      timestamptz,      -- complete: the intake clock runs from here
  intake_due_at    timestamptz,
  accepted_at      timestamptz,
  due_at           timestamptz,
  decided_at       timestamptz,
  closed_at        timestamptz,
  paused_since     timestamptz,
  pauses           jsonb not null default '[]',
  clock_steps      jsonb not null default '[]',  -- how the due date was computed
  next_due_at      timestamptz,      -- intake or result, null while the clock stands or is over
  holder_appointment uuid,
  holder_account   uuid,
  supplement       jsonb,
  supplements      integer not null default 0 check (supplements <= 1),
  proposal         jsonb,
  proposed_by      uuid,             -- account
  decision         jsonb,
  primary key (person_number, dossier_id)
);
create index dossiers_by_id on services.dossiers (dossier_id);
create index dossiers_of_agency on services.dossiers (agency_id, next_due_at, dossier_id) where closed_at is null;
create index dossiers_closed on services.dossiers (agency_id, closed_at, dossier_id) where closed_at is not null;
create index dossiers_to_supplement on services.dossiers ((supplement->>'answerBy')) where state = 'supplement-asked';
create index dossiers_by_unit on services.dossiers (unit_id, submitted_at);
create index dossiers_of_person on services.dossiers (person_number, submitted_at, dossier_id);

-- What was done, append-only: who, in which capacity, when, from where to where.
create table services.dossier_steps (
  person_number    text collate "C" not null,
  dossier_id       uuid not null,
  step             integer not null,
  at               timestamptz not null,
  act              text not null,
  from_state       text,
  to_state         text not null,
  by_kind          text not null check (by_kind in ('applicant', 'approver', 'officer', 'system')),
  account_id       uuid,
  appointment_id   uuid,
  agency_id        integer,
  position         text,
  note             text,
  detail           jsonb,
  primary key (person_number, dossier_id, step)
);
grant select, insert on services.dossier_steps to dean06_app;

-- Whose agreement is needed, in which capacity, and what became of it. `content` is exactly what is shown.
create table services.dossier_approvals (
  person_number    text collate "C" not null,  -- applicant
  dossier_id       uuid not null,
  approval_id      uuid not null,
  round            integer not null,           -- a supplement that changes what was shown asks again
  approver_number  text collate "C",           -- null: an organisation, or someone not in the register
  approver_name    text not null,
  requirements     text[] not null,            -- which of `needs` it counts for
  needs            jsonb not null,             -- capacity, quorum, article of each
  state            text not null check (state in ('asked', 'at-counter', 'given', 'refused', 'expired', 'void')),
  content          jsonb not null,
  content_hash     text not null,
  asked_at         timestamptz not null,
  remind_at        timestamptz,
  expires_at       timestamptz,
  decided_at       timestamptz,
  decided_by       text check (decided_by in ('app', 'paper', 'self')),
  account_id       uuid,
  assurance        jsonb,                      -- level, second factor, session of the answer
  paper            jsonb,                      -- evidence and who recorded it
  reason           text,
  primary key (person_number, dossier_id, approval_id)
);
create index approvals_by_approver on services.dossier_approvals (approver_number, asked_at)
  where approver_number is not null;
create index approvals_by_id on services.dossier_approvals (approval_id);
create index approvals_waiting on services.dossier_approvals (expires_at) where state in ('asked', 'at-counter');
create index approvals_to_remind on services.dossier_approvals (remind_at) where state = 'asked';

grant select, insert, update on services.dossiers, services.dossier_approvals to dean06_app;

-- What others may read of dossiers: no answers, no names.
create view services.dossiers_v1 as
  select d.dossier_id, d.person_number, d.code, d.service_code, d.service_version, d.agency_id, d.unit_id, d.channel, d.state,
    d.submitted_at, d.accepted_at, d.due_at, d.next_due_at, d.decided_at, d.closed_at,
    d.holder_account, d.holder_appointment,
    d.paused_since is not null as paused,
    coalesce(d.next_due_at < now(), false) as overdue,
    coalesce(d.decided_at > d.due_at, false) as decided_late
  from services.dossiers d;
grant select on services.dossiers_v1 to dean06_app;
