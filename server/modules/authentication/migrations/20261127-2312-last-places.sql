-- Roughly where an account was last signed in from, as far as the operator's list of networks says: to notice a journey
-- that nobody can make. One row an account, a region's name and no address.
create table authentication.last_places (
  account_id   uuid primary key,
  place        text not null,
  latitude     double precision not null,
  longitude    double precision not null,
  at           timestamptz not null
);
grant select, insert, update, delete on authentication.last_places to dean06_app;
