-- The organisation of a relying party as `reference` knows it, and what its own tokens (client credentials) may do.
alter table authentication.relying_parties
  add column agency_id integer not null,
  add column api_scopes text[] not null default '{}';
-- What a person left out, so that he is not asked again each time.
alter table authentication.consents add column refused jsonb not null default '{}';

-- Which secret the pseudonyms of people are derived from: chosen once, so that they outlive every rotation of keys.
create table authentication.pairwise_key (
  one  boolean primary key default true check (one),
  kid  text not null
);
-- States are ended by who holds them and for whom: withdrawn consents, suspended parties.
create index provider_states_by_client on authentication.provider_states (realm, client_id, account_id)
  where client_id is not null;

grant select, insert on authentication.pairwise_key to dean06_app;
