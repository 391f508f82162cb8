-- Papers that someone attaches (tệp đính kèm): which file stands for which paper or field, in which order, of which
-- draft and then of which dossier. The file itself is in platform.files. Decree 118/2025/NĐ-CP (digitised papers).
create table services.attachments (
  person_number  text collate "C" not null,  -- the applicant
  attachment_id  uuid not null,
  draft_id       uuid not null,
  dossier_id     uuid,                       -- what the draft became
  slot           text collate "C" not null,  -- code of a paper, or name of a field of kind `document`
  position       integer not null,
  file_id        uuid not null,
  content_type   text not null,
  size_bytes     integer not null,
  sha256         bytea not null,
  pages          integer not null,
  signature      text not null check (signature in ('none', 'present')),
  digitised      jsonb,                      -- scanned at a counter: officer, office, whether compared with the original
  added_at       timestamptz not null,
  primary key (person_number, attachment_id)
);
create index attachments_of_draft on services.attachments (draft_id);
create index attachments_of_dossier on services.attachments (dossier_id) where dossier_id is not null;
grant select, insert, update, delete on services.attachments to dean06_app;
