-- Filing at a counter, what decisions made, and dossiers that follow from one form. Decrees 118/2025, 63/2024/NĐ-CP.
alter table services.drafts
  add column opened_by  uuid,     -- account of the officer who fills it in for the citizen; null: the citizen himself
  add column agency_id  integer;  -- his agency
create index drafts_at_counters on services.drafts (draft_id) where opened_by is not null;

alter table services.dossiers
  add column made      jsonb,     -- what the effects of its approval made: numbers, places in books
  add column filed_by  jsonb;     -- account, appointment and agency of the officer who filed it at a counter

-- Dossiers of other services that follow from the same form (liên thông), each on its own clock.
create table services.dossier_links (
  person_number    text collate "C" not null,  -- applicant
  dossier_id       uuid not null,              -- the first
  link_id          text not null,              -- as the bundle names it
  service_code     text,                       -- null: no system stands on the other side yet
  state            text not null check (state in ('waiting', 'filed', 'failed', 'dropped', 'unconnected')),
  linked_dossier   uuid,
  problem          jsonb,                      -- why it could not be filed, in words
  at               timestamptz not null,       -- when it last moved
  primary key (person_number, dossier_id, link_id)
);
grant select, insert, update on services.dossier_links to dean06_app;
