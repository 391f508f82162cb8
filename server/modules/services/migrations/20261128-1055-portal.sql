-- What the national portal of public services knows of each dossier (đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia): the
-- version it is to know, and the one it was told. Circular 04/2025/TT-VPCP; what is not told does not count in the
-- index of Decision 766/QĐ-TTg.
create table services.portal_tellings (
  person_number  text collate "C" not null,  -- the applicant
  dossier_id     uuid not null,
  version        integer not null,
  request_id     uuid not null,              -- one for each version: told twice, it is known once
  told_version   integer,
  told_at        timestamptz,
  receipt_number text,
  attempts       integer not null default 0,
  error          text,                       -- why the last attempt failed, no personal data
  try_at         timestamptz not null,
  primary key (person_number, dossier_id)
);
create index portal_tellings_by_dossier on services.portal_tellings (dossier_id);
create index portal_tellings_open on services.portal_tellings (try_at)
  where told_version is distinct from version;
grant select, insert, update on services.portal_tellings to dean06_app;

-- For the index: nobody's number.
create view services.portal_v1 as
  select dossier_id, told_at, told_version is not distinct from version as current from services.portal_tellings;
grant select on services.portal_v1 to dean06_app;

-- Papers that were needed and stand in the dossier as files; compared: a scan of a counter that an officer answers for.
create view services.digitised_papers_v1 as
  select a.dossier_id, count(distinct a.slot) as scanned,
    count(distinct a.slot) filter (where a.digitised is null or a.digitised->'comparison' <> 'null') as sound
  from services.attachments a join services.dossiers d on d.dossier_id = a.dossier_id
  where a.replaced_at is null
    and exists (select from jsonb_array_elements(d.papers) p where p->>'code' = a.slot and (p->>'needed')::boolean)
  group by a.dossier_id;
grant select on services.digitised_papers_v1 to dean06_app;
