-- Results and papers (kết quả, giấy tờ điện tử): as data first, as a signed PDF when the job has made it.
-- Decree 45/2020/NĐ-CP, art. 25 (electronic results); Decree 30/2020/NĐ-CP, art. 5, 12.
create schema documents;
grant usage on schema documents to dean06_app;

create table documents.documents (
  person_number  text collate "C" not null,  -- whose paper it is
  id             uuid not null,  -- UUIDv7
  code           text collate "C" not null,  -- printed and in the QR: random, says nothing
  kind           text not null,  -- e.g. CT07
  version        integer not null,  -- of the template
  number         text not null,  -- số và ký hiệu, e.g. 128/XN-CT
  dossier_id     uuid,
  agency_id      integer not null references reference.agencies,
  issuer         jsonb not null,  -- agency, superior and place as printed
  signer         jsonb,  -- position and name as printed; none when the program issues
  holder_mark    text not null,  -- initials, all that a stranger who verifies learns of the name
  data           jsonb not null,  -- the result as data
  state          text not null default 'pending-signature'
    check (state in ('pending-signature', 'signed', 'failed', 'revoked')),
  issued_on      date not null,
  valid_until    date,
  issued_at      timestamptz not null,
  signed_at      timestamptz,
  kid            text,  -- key that signed
  file_id        uuid,
  sha256         bytea,
  failure        text,  -- what the template lacked; never data
  revoked_at     timestamptz,
  revoke_reason  text,
  primary key (person_number, id),
  check (valid_until >= issued_on),
  check ((file_id is null) = (signed_at is null)),
  check (state <> 'signed' or file_id is not null),
  check ((state = 'revoked') = (revoked_at is not null))
);
create index documents_by_id on documents.documents (id);
create index documents_by_dossier on documents.documents (dossier_id) where dossier_id is not null;
create index documents_unsigned on documents.documents (issued_at) where state in ('pending-signature', 'failed');

-- Others whose paper it is as well: both parents of a birth certificate.
create table documents.also_for (
  person_number  text collate "C" not null,
  document_id    uuid not null,
  owner_number   text collate "C" not null,
  primary key (person_number, document_id)
);

-- Where a code, or the digest of a file, leads. Secondary unique keys live in tables of their own.
create table documents.codes (
  code           text collate "C" primary key,
  person_number  text collate "C" not null,
  document_id    uuid not null
);
create table documents.digests (
  sha256         bytea primary key,
  person_number  text collate "C" not null,
  document_id    uuid not null
);

-- Running numbers (số văn bản), by agency, symbol and year. Decree 30/2020/NĐ-CP, art. 15.
create table documents.numbers (
  agency_id  integer not null,
  symbol     text not null,
  year       integer not null,
  last       integer not null,
  primary key (agency_id, symbol, year)
);

-- What was issued is never rewritten: only its state moves.
grant select, insert on documents.documents, documents.also_for, documents.codes, documents.digests to dean06_app;
grant update (state, signed_at, kid, file_id, sha256, failure, revoked_at, revoke_reason) on documents.documents
  to dean06_app;
grant select, insert, update on documents.numbers to dean06_app;
