-- What an account's holder proves himself with, beside his password and codes by message. Decree 69/2024/NĐ-CP, art. 20.
-- Passkeys (WebAuthn): the device keeps the private key, we keep the public one.
create table authentication.passkeys (
  credential_id  bytea primary key,
  passkey_id     uuid not null unique,  -- public id
  account_id     uuid not null,
  realm          text not null check (realm in ('citizen', 'officer')),
  public_key     bytea not null,        -- COSE
  counter        bigint not null default 0,
  transports     text[] not null default '{}',
  synced         boolean not null,      -- may be copied between the holder's devices by their maker
  name           text not null,
  added_at       timestamptz not null,
  used_at        timestamptz,
  removed_at     timestamptz
);
create index passkeys_by_account on authentication.passkeys (account_id) where removed_at is null;
-- A challenge is used once, by the sign-in or session it was made for.
create table authentication.challenges (
  challenge      bytea primary key,
  subject        text collate "C" not null,
  expires_at     timestamptz not null
);
create index challenges_age on authentication.challenges (expires_at);
-- Authenticator apps (TOTP, RFC 6238). One a person; a step of time is used once.
create table authentication.totp_keys (
  account_id     uuid primary key,
  secret         bytea not null,        -- sealed
  confirmed_at   timestamptz,
  last_step      bigint not null default 0,
  added_at       timestamptz not null
);
-- Recovery codes: shown once, each used once; kept as HMACs.
create table authentication.recovery_codes (
  account_id     uuid not null,
  code_mac       bytea not null,
  made_at        timestamptz not null,
  used_at        timestamptz,
  primary key (account_id, code_mac)
);
grant select, insert, update, delete on authentication.passkeys, authentication.challenges, authentication.totp_keys,
  authentication.recovery_codes to dean06_app;
