-- A consent may be given for somebody by who represents him: a child, a ward, whom he holds a mandate of.
alter table authentication.consents add column subject_id uuid;
drop index authentication.consents_in_force;
create unique index consents_in_force on authentication.consents (account_id, client_id, subject_id)
  nulls not distinct where ended_at is null;

-- For whom somebody signed in at a party (đăng nhập thay): chosen on our page, kept as long as the grant, asked of the
-- register again whenever a token is given or used. Civil Code 91/2015/QH13, art. 134–143.
create table authentication.principals (
  grant_hash  bytea primary key,
  account_id  uuid not null,
  client_id   text collate "C" not null,
  kind        text not null check (kind in ('person', 'organisation')),
  id          uuid not null,
  basis       text not null check (basis in ('parent', 'guardian', 'mandate', 'representative')),
  mandate_id  uuid,
  through_id  uuid,
  holder_id   uuid,
  expires_at  timestamptz not null
);
create index principals_swept on authentication.principals (expires_at);
grant select, insert, delete on authentication.principals to dean06_app;
