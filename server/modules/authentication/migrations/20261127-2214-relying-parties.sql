-- Relying parties (bên sử dụng dịch vụ xác thực): banks, telcos, portals and agencies that sign people in with us.
-- Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP. A row is what the provider needs to know; who may apply, and what
-- was decided about it, belongs to the registration that writes it.
create table authentication.relying_parties (
  client_id         text collate "C" primary key,
  realm             text not null check (realm in ('citizen', 'officer')),
  organisation      jsonb not null,   -- Words: whose system it is
  names             jsonb not null,   -- Words: what people know the system by
  redirect_uris     text[] not null,
  post_logout_uris  text[] not null default '{}',
  scopes            jsonb not null,   -- [{scope, purpose: Words, legalBasis, needed}]
  keys              jsonb not null,   -- public JWKs; with x5c for a party that proves itself by certificate
  proof             text not null check (proof in ('key', 'certificate')),
  subject_type      text not null check (subject_type in ('pairwise', 'public')),
  sector            text collate "C" not null,  -- parties of one sector see the same pseudonym of a person
  profile           text not null check (profile in ('fapi2', 'plain-code')),
  plain_code_until  date,             -- an administrator's exception ends by itself
  ciba              text check (ciba in ('poll', 'ping')),
  notify_uri        text,             -- where a ping goes
  logout_uri        text,             -- where a back-channel logout goes
  machine           boolean not null default false,  -- may ask for tokens of its own (client credentials)
  status            text not null check (status in ('sandbox', 'production', 'suspended')),
  valid_from        date not null,
  valid_until       date,             -- the day it ends, excluded
  changed_at        timestamptz not null,
  check ((profile = 'plain-code') = (plain_code_until is not null)),
  check ((ciba is not distinct from 'ping') = (notify_uri is not null)),
  check (valid_until is null or valid_until > valid_from)
);

-- What a person agreed to hand to a relying party (sự đồng ý): remembered until withdrawn or expired, never rewritten
-- except to say that it ended. Law 91/2025/QH15, on consent.
create table authentication.consents (
  person_number  text not null,
  id             uuid not null,
  account_id     uuid not null,
  client_id      text collate "C" not null references authentication.relying_parties (client_id),
  scopes         jsonb not null,   -- {scope: digest of the words that were shown}
  given_at       timestamptz not null,
  expires_at     timestamptz not null,
  ended_at       timestamptz,
  ended_by       text check (ended_by in ('withdrawn', 'replaced')),
  primary key (person_number, id),
  check ((ended_at is null) = (ended_by is null))
);
create unique index consents_in_force on authentication.consents (account_id, client_id) where ended_at is null;

-- Tokens are ended by who holds them and for whom.
alter table authentication.provider_states add column client_id text collate "C";

grant select, insert, update on authentication.relying_parties, authentication.consents to dean06_app;
