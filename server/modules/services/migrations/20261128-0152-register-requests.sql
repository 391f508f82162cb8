-- What was told to registers of other agencies for a dossier, and what they answered. Decree 63/2024/NĐ-CP: told
-- within 10 minutes of the step that is done, acknowledged within 2 working hours.
create table services.register_requests (
  person_number       text collate "C" not null,  -- the applicant
  request_id          uuid not null,
  dossier_id          uuid not null,
  dossier_code        text collate "C" not null,
  subject_number      text collate "C" not null,  -- whom it is about
  register            text collate "C" not null,
  act                 text collate "C" not null,
  data                jsonb not null,
  decides             boolean not null,           -- its answer decides the dossier
  state               text collate "C" not null
    check (state in ('waiting', 'acknowledged', 'done', 'refused', 'parked')),
  attempts            integer not null default 0,
  error               text,                       -- why the last attempt failed, no personal data
  made_at             timestamptz not null,
  sync_due_at         timestamptz not null,
  receipt_number      text,
  acknowledged_at     timestamptz,
  acknowledge_due_at  timestamptz not null,
  answered_at         timestamptz,
  result              jsonb,
  reason              text,
  primary key (person_number, request_id)
);
create index register_requests_by_id on services.register_requests (request_id);
create index register_requests_of_dossier on services.register_requests (dossier_id);
create index register_requests_by_time on services.register_requests (made_at, request_id);
create index register_requests_open on services.register_requests (state, made_at)
  where state in ('waiting', 'acknowledged', 'parked');
grant select, insert, update on services.register_requests to dean06_app;
