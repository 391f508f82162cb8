-- Consents (sự đồng ý cho xử lý dữ liệu cá nhân): who may use which data of a person, for what, until when.
-- Law 91/2025/QH15, art. on consent; Decree 356/2025/NĐ-CP.
create schema privacy;
grant usage on schema privacy to dean06_app;

-- What a person was shown when he agreed, word for word; found by its digest.
create table privacy.consent_texts (
  text_id      text collate "C" primary key,  -- SHA-256 of both languages, base64url
  vi           text not null,
  en           text not null,
  recorded_at  timestamptz not null
);
grant select, insert on privacy.consent_texts to dean06_app;

-- A consent is a fact: nothing of it is rewritten but that it was used and that it ended.
create table privacy.consents (
  person_number         text collate "C" not null,
  consent_id            uuid not null,
  recipient_id          text collate "C" not null,  -- the system that gets the data
  agency_id             integer not null,           -- the organisation it belongs to
  through_agency_id     integer,                    -- the licensed provider it asks through
  system                jsonb not null,             -- Words
  organisation          jsonb not null,             -- Words
  purpose               text not null,              -- audit.purposes
  fields                text[] not null check (cardinality(fields) between 1 and 30),
  text_id               text collate "C" not null references privacy.consent_texts,
  given_at              timestamptz not null,
  given_how             text not null check (given_how in ('app', 'desk')),
  account_level         smallint not null check (account_level in (1, 2)),
  authentication_level  smallint check (authentication_level between 0 and 4),
  valid_until           timestamptz not null,
  uses_max              integer check (uses_max >= 1),  -- null: as often as needed until it ends
  uses                  integer not null default 0,
  withdrawn_at          timestamptz,
  primary key (person_number, consent_id),
  check (valid_until > given_at),
  check (uses_max is null or uses <= uses_max)
);
create index consents_by_recipient on privacy.consents (person_number, recipient_id, purpose);
grant select, insert on privacy.consents to dean06_app;
grant update (uses, withdrawn_at) on privacy.consents to dean06_app;

-- An organisation asks for a consent; the person answers in his app. `person_number` is null when the number and the
-- other field did not fit anybody: whoever asked cannot tell, the request just stays unanswered.
create table privacy.consent_requests (
  request_id         uuid primary key,
  person_number      text collate "C",
  recipient_id       text collate "C" not null,
  agency_id          integer not null,
  through_agency_id  integer,
  system             jsonb not null,
  organisation       jsonb not null,
  purpose            text not null,
  fields             text[] not null check (cardinality(fields) between 1 and 30),
  text_id            text collate "C" not null references privacy.consent_texts,
  consent_days       integer not null check (consent_days between 1 and 3650),
  uses_max           integer check (uses_max >= 1),
  asked_at           timestamptz not null,
  expires_at         timestamptz not null,
  answer             text check (answer in ('given', 'refused')),
  answered_at        timestamptz,
  consent_id         uuid,
  check ((answer is null) = (answered_at is null)),
  check ((answer is not distinct from 'given') = (consent_id is not null))
);
create index consent_requests_of_person on privacy.consent_requests (person_number, expires_at)
  where person_number is not null;
create index consent_requests_age on privacy.consent_requests (expires_at);
grant select, insert, delete on privacy.consent_requests to dean06_app;
grant update (answer, answered_at, consent_id) on privacy.consent_requests to dean06_app;
