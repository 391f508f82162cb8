-- Mandates (ủy quyền): somebody lets another act for him in named public services, for a time and so many times.
-- Both agree: one proposes, the other answers; either may end it. Civil Code 91/2015/QH13, art. 138–141, 562–569.
create table accounts.mandates (
  mandate_id        uuid primary key,
  principal_number  text collate "C" not null,  -- whose matter it is (người ủy quyền)
  principal_person  uuid not null,
  agent_number      text collate "C" not null,  -- who acts (người được ủy quyền)
  agent_person      uuid not null,
  proposed_by       text not null check (proposed_by in ('principal', 'agent')),
  services          text[] not null check (cardinality(services) between 1 and 20),
  valid_from        date not null,
  valid_until       date not null,              -- the last day
  uses_max          integer check (uses_max between 1 and 1000),  -- dossiers; none is no limit
  uses              integer not null default 0,
  state             text not null check (state in ('proposed', 'in-force', 'refused', 'withdrawn', 'ended')),
  reason            text,
  proposed_at       timestamptz not null,
  answered_at       timestamptz,
  ended_at          timestamptz,
  ended_by          text check (ended_by in ('principal', 'agent', 'death')),
  check (principal_number <> agent_number),
  check (valid_from <= valid_until),
  check (uses_max is null or uses <= uses_max)
);
create index mandates_of_principal on accounts.mandates (principal_number, proposed_at);
create index mandates_of_agent on accounts.mandates (agent_number, proposed_at);
grant select, insert, update on accounts.mandates to dean06_app;
