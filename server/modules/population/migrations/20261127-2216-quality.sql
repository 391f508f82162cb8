-- A finding becomes a work item of the commune of residence. Guidance 4856/BCA-TTDLQG, annex 3.
alter table population.quality_findings
  add column finding_id     uuid not null default gen_random_uuid(),
  add column unit_id        integer references reference.units,  -- commune of residence; null when there is none
  add column state          text not null default 'open'
    check (state in ('open', 'verifying', 'fixed', 'explained', 'not-an-error')),
  add column fingerprint    text,         -- digest of what the rule looked at: the same is not found twice
  add column verify_due_at  timestamptz,
  add column due_at         timestamptz,
  add column assigned_to    uuid,         -- appointment
  add column assigned_name  text,
  add column reason         text,         -- code list quality-explanations
  add column note           text,
  add column version        integer not null default 1;
update population.quality_findings set state = 'fixed' where resolved_at is not null;
update population.quality_findings set verify_due_at = now(), due_at = now() where resolved_at is null;
alter table population.quality_findings
  add check ((resolved_at is null) = (state in ('open', 'verifying')));
create unique index quality_findings_by_id on population.quality_findings (finding_id);
create index quality_findings_open on population.quality_findings (unit_id, due_at, finding_id)
  where resolved_at is null;
create index quality_findings_settled on population.quality_findings (unit_id, resolved_at desc, finding_id)
  where resolved_at is not null;
grant delete on population.quality_findings to dean06_app;

-- What was done about a finding: append-only.
create table population.quality_finding_steps (
  person_number  text collate "C" not null,
  finding_id     uuid not null,
  id             uuid not null,  -- UUIDv7
  at             timestamptz not null,
  act            text not null
    check (act in ('found', 'found-again', 'taken', 'fixed', 'explained', 'not-an-error', 'corrected', 'moved')),
  actor          text not null,
  actor_name     text,
  reason         text,
  note           text,
  primary key (person_number, finding_id, id)
);
grant select, insert, delete on population.quality_finding_steps to dean06_app;

-- A sweep goes through everybody by number, chunk by chunk; each chunk is one transaction, so a crash loses nothing.
create table population.quality_sweeps (
  sweep_id     uuid primary key,
  on_day       date not null,
  rules        text[] not null,  -- rule and version, in the order of the counts
  done_until   text collate "C" not null default '',
  people       bigint not null default 0,
  asked_by     text not null,
  started_at   timestamptz not null,
  finished_at  timestamptz
);
create unique index one_quality_sweep on population.quality_sweeps ((true)) where finished_at is null;

-- Counts of a running sweep by commune, 0 where there is no home; one number a rule.
create table population.quality_sweep_counts (
  sweep_id  uuid not null,
  unit_id   integer not null,
  checked   integer[] not null,
  failed    integer[] not null,
  primary key (sweep_id, unit_id)
);
create table population.quality_sweep_delays (
  sweep_id  uuid not null,
  unit_id   integer not null,
  kind      text collate "C" not null,
  counts    integer[] not null,  -- by class of delay
  primary key (sweep_id, unit_id, kind)
);

-- What the sweep of a day found, of communes, provinces and (0) the nation.
create table population.quality_daily (
  unit_id  integer not null,
  on_day   date not null,
  rule     text collate "C" not null,
  checked  bigint not null,
  failed   bigint not null,
  primary key (unit_id, on_day, rule)
);
-- Time from event to register (sống) of events recorded in the year before, by class of delay.
create table population.quality_delays (
  unit_id  integer not null,
  on_day   date not null,
  kind     text collate "C" not null,
  counts   bigint[] not null,
  primary key (unit_id, on_day, kind)
);
grant select, insert, update, delete on population.quality_sweeps, population.quality_sweep_counts,
  population.quality_sweep_delays, population.quality_daily, population.quality_delays to dean06_app;

-- What steering may read: how good the data of a unit was on a day, by rule.
create view population.quality_v1 as
  select unit_id, on_day, rule, checked, failed from population.quality_daily;
grant select on population.quality_v1 to dean06_app;
