-- The append-only transparency log of reads and changes (nhật ký truy cập dữ liệu). Law 91/2025/QH15.
create schema audit;
grant usage on schema audit to dean06_app;

-- What data are read or changed for, with the law that allows it. Loaded from data/purposes.json, dated.
create table audit.purposes (
  code            text primary key,
  vi              text not null,
  en              text not null,
  legal_basis     text not null,
  effective_from  date not null,
  effective_until date
);
grant select, insert, update on audit.purposes to dean06_app;

-- One row per call that read, changed, was refused or failed. Committed before the answer leaves. Keyed by time,
-- not by person; partitioned by month. A sequencer will order committed rows into Merkle leaves by (at, id).
create table audit.entries (
  at              timestamptz not null,
  id              uuid not null,  -- UUIDv7
  act             text not null,
  actor_kind      text not null check (actor_kind in ('anonymous', 'citizen', 'officer', 'system', 'operator')),
  actor_account   uuid,
  actor_person    uuid,           -- public id, never the number
  appointment_id  uuid,
  agency_id       integer,
  position        text,
  purpose         text,
  dossier_id      uuid,
  reason          text,
  outcome         text not null check (outcome in ('done', 'refused', 'failed', 'replayed')),
  problem         text,
  subject_count   integer not null,
  request_digest  bytea,
  answer_digest   bytea,
  recorded_at     timestamptz not null default clock_timestamp(),
  primary key (at, id)
) partition by range (at);
create table audit.entries_rest partition of audit.entries default;
create index entries_by_dossier on audit.entries (dossier_id, at) where dossier_id is not null;
create index entries_refused on audit.entries (at) where outcome in ('refused', 'failed');
create index entries_without_dossier on audit.entries (at) where reason is not null;

-- One row per subject of an entry. `commitment` is SHA-256(salt ‖ number): without the salt it says nothing.
create table audit.entry_subjects (
  commitment      bytea not null,
  at              timestamptz not null,
  entry_id        uuid not null,
  action          text not null check (action in ('read', 'change')),
  fields          text[] not null,
  primary key (commitment, at, entry_id)
) partition by range (at);
create table audit.entry_subjects_rest partition of audit.entry_subjects default;
create index entry_subjects_by_entry on audit.entry_subjects (at, entry_id);
grant select, insert on audit.entries, audit.entry_subjects to dean06_app;

-- A person's salt. Erasing it erases the person from the log, not the proof.
create table audit.salts (
  person_number   text collate "C" primary key,
  salt            bytea not null check (length(salt) = 16)
);
grant select, insert, delete on audit.salts to dean06_app;
