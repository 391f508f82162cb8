-- Overdue dossiers raised up the hierarchy: the office's head, the commune's chair, the province.
create table services.dossier_escalations (
  person_number  text collate "C" not null,  -- the applicant
  dossier_id     uuid not null,
  step           integer not null,           -- of `services.escalation-steps`
  raised_to      text not null check (raised_to in ('office', 'commune-chair', 'province')),
  agency_id      integer not null,           -- whose leader it was raised to
  due_at         timestamptz not null,       -- what had passed
  raised_at      timestamptz not null,
  primary key (person_number, dossier_id, step)
);
create index escalations_to on services.dossier_escalations (agency_id, due_at, dossier_id);
grant select, insert, update on services.dossier_escalations to dean06_app;

-- How many steps a dossier was raised; whoever has not been raised far enough is found by it.
alter table services.dossiers add column escalated integer not null default 0;
create index dossiers_to_escalate on services.dossiers (escalated, next_due_at)
  where closed_at is null and next_due_at is not null;
