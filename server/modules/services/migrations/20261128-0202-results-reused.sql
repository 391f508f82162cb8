-- Papers a dossier would have needed, those nobody had to bring, and those a result of ours stood for.
alter table services.dossiers
  add column papers_known integer not null default 0,
  add column papers_avoided integer not null default 0,
  add column papers_reused integer not null default 0;
update services.dossiers set papers_known = jsonb_array_length(papers),
  papers_avoided = (select count(*) from jsonb_array_elements(papers) p where not (p->>'needed')::boolean);

-- Which result stood for which paper of which dossier. `person_number` is the applicant.
create table services.result_uses (
  person_number  text collate "C" not null,
  dossier_id     uuid not null,
  paper          text not null,
  document_id    uuid not null,
  at             timestamptz not null,
  primary key (person_number, dossier_id, paper)
);
create index result_uses_by_document on services.result_uses (document_id);
grant select, insert, update, delete on services.result_uses to dean06_app;

create or replace view services.dossiers_v1 as
  select d.dossier_id, d.person_number, d.code, d.service_code, d.service_version, d.agency_id, d.unit_id, d.channel, d.state,
    d.submitted_at, d.accepted_at, d.due_at, d.next_due_at, d.decided_at, d.closed_at,
    d.holder_account, d.holder_appointment,
    d.paused_since is not null as paused,
    coalesce(d.next_due_at < now(), false) as overdue,
    coalesce(d.decided_at > d.due_at, false) as decided_late,
    d.papers_known, d.papers_avoided, d.papers_reused, (d.fee->>'amountDong')::bigint as fee_dong
  from services.dossiers d;
