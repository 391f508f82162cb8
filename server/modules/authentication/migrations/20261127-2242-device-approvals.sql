-- A relying party asks for approval on the citizen's phone (CIBA); a screen asks to be signed in by it (QR). Both are
-- short-lived and swept. Decree 69/2024/NĐ-CP, art. 20; OpenID Client-Initiated Backchannel Authentication 1.0.
create table authentication.device_approvals (
  person_number  text collate "C" not null,  -- empty when the party named nobody we know: nobody is told, nor the party
  id             uuid not null,
  account_id     uuid not null,
  client_id      text collate "C" not null references authentication.relying_parties (client_id),
  message        text not null,     -- shown on both sides, so that the person sees it is the same request
  scopes         text[] not null,
  level          smallint not null check (level between 1 and 4),  -- level of authentication the party wants
  sealed         bytea not null,    -- the provider's request, closed with a key that is not in the database
  state          text not null check (state in ('asked', 'approved', 'refused', 'reported')),
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  decided_at     timestamptz,
  primary key (person_number, id),
  check ((state = 'asked') = (decided_at is null))
);
create unique index device_approvals_by_id on authentication.device_approvals (id);
create index device_approvals_age on authentication.device_approvals (expires_at);

create table authentication.screens (
  token_hash   bytea primary key,   -- SHA-256 of what the QR carries
  step_hash    bytea not null unique,  -- SHA-256 of the sign-in step that shows it
  client_id    text collate "C" not null,
  device       text not null,
  number       smallint not null check (number between 10 and 99),  -- shown on the screen, typed on the phone
  state        text not null check (state in ('shown', 'approved', 'refused', 'used')),
  account_id   uuid,
  methods      text[],
  shown_at     timestamptz not null,
  expires_at   timestamptz not null,
  check ((account_id is not null) = (state in ('approved', 'used')))
);
create index screens_age on authentication.screens (expires_at);
grant select, insert, update, delete on authentication.device_approvals, authentication.screens to dean06_app;
