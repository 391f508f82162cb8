-- What the provider refused a relying party, by day and error: its engineers read it beside their usage. Nothing of people.
create table authentication.party_errors (
  client_id  text collate "C" not null references authentication.relying_parties (client_id),
  day        date not null,
  route      text not null,  -- openid.token, openid.pushed_authorization_request, …
  code       text not null,  -- OAuth's word: invalid_client, invalid_grant, …
  count      integer not null,
  primary key (client_id, day, route, code)
);
grant select, insert, update, delete on authentication.party_errors to dean06_app;
