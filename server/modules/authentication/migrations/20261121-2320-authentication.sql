-- What the OpenID provider keeps for a short while, and one-time codes. Nothing here opens anything by itself:
-- codes, tokens and cookies are stored as digests.
create schema authentication;
grant usage on schema authentication to dean06_app;

-- States of the provider: sessions, interactions, codes, tokens, grants, pushed requests, used assertions.
create table authentication.provider_states (
  realm        text not null check (realm in ('citizen', 'officer')),
  model        text collate "C" not null,
  id_hash      bytea not null,   -- SHA-256 of the id, which for a code or a token is the secret itself
  payload      jsonb not null,
  grant_id     text collate "C",
  uid          text collate "C",
  account_id   uuid,
  consumed_at  timestamptz,
  expires_at   timestamptz not null,
  primary key (realm, model, id_hash)
);
create index provider_states_by_grant on authentication.provider_states (realm, grant_id) where grant_id is not null;
create index provider_states_by_uid on authentication.provider_states (realm, uid) where model = 'Session';
create index provider_states_by_account on authentication.provider_states (realm, account_id)
  where account_id is not null;
create index provider_states_age on authentication.provider_states (expires_at);

-- One-time codes (mã xác thực một lần): a second factor while signing in, or again before a signature.
create table authentication.codes (
  subject      text collate "C" primary key,  -- 'sign-in:<interaction>' or 'session:<public id>'
  account_id   uuid not null,
  code_mac     bytea,            -- HMAC with a key that is not in the database; null once used
  tries        smallint not null default 0,
  sent         smallint not null default 1,
  sent_at      timestamptz not null,
  expires_at   timestamptz not null
);
create index codes_age on authentication.codes (expires_at);

-- Activation codes of approved accounts (kích hoạt tài khoản). Decree 69/2024/NĐ-CP.
create table authentication.activations (
  account_id   uuid primary key,
  code_mac     bytea not null,
  tries        smallint not null default 0,
  expires_at   timestamptz not null
);
grant select, insert, update, delete on authentication.provider_states, authentication.codes,
  authentication.activations to dean06_app;
