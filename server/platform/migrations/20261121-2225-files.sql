-- Files (tệp tin): what is on the disk is encrypted with a key of its own; here are that key, closed by the
-- storage key, and the digest of what was stored. A file that nothing keeps is swept after a day.
create table platform.files (
  id            uuid primary key,  -- random: it says nothing about time or owner
  kind          text not null,     -- 'document', 'attachment', …
  content_type  text not null,
  size_bytes    integer not null check (size_bytes > 0),
  sha256        bytea not null check (length(sha256) = 32),
  wrapped_key   bytea not null,
  person_number text collate "C",  -- whose file it is, when it is a person's
  kept_by       text,              -- what refers to it, e.g. 'documents:<id>'
  stored_at     timestamptz not null
);
create index files_unkept on platform.files (stored_at) where kept_by is null;
create index files_by_person on platform.files (person_number) where person_number is not null;
grant select, insert, delete on platform.files to dean06_app;
grant update (kept_by) on platform.files to dean06_app;
