-- Accounts of organisations from approval to closing: approved, put into use by the legal representative, locked,
-- closed with the organisation. Decree 69/2024/NĐ-CP.
alter table accounts.organisations drop constraint organisations_status_check;
alter table accounts.organisations
  add constraint organisations_status_check check (status in ('approved', 'active', 'locked', 'closed'));
alter table accounts.organisations
  add column approved_at  timestamptz,  -- from then the term of activation runs
  add column activated_at timestamptz;
update accounts.organisations set approved_at = opened_at, activated_at = opened_at;
alter table accounts.organisations alter column approved_at set not null;

-- What happened to them, append-only, kept five years and more.
create table accounts.organisation_events (
  organisation_id uuid not null references accounts.organisations (organisation_id),
  at              timestamptz not null,
  id              uuid not null,
  kind            text not null,
  acted_by        uuid,                 -- public id of the citizen who acted; none is an office or the program
  detail          text,                 -- the paper it stands on
  primary key (organisation_id, at, id)
);
grant select, insert on accounts.organisation_events to dean06_app;

-- An organisation is on either side of a mandate as a person is.
alter table accounts.mandates
  alter column principal_number drop not null,
  alter column principal_person drop not null,
  alter column agent_number drop not null,
  alter column agent_person drop not null,
  add column principal_organisation uuid references accounts.organisations (organisation_id),
  add column agent_organisation uuid references accounts.organisations (organisation_id),
  add constraint mandates_principal check (num_nonnulls(principal_number, principal_organisation) = 1),
  add constraint mandates_agent check (num_nonnulls(agent_number, agent_organisation) = 1),
  add constraint mandates_two_organisations check (principal_organisation <> agent_organisation),
  drop constraint mandates_ended_by_check,
  add constraint mandates_ended_by_check check (ended_by in ('principal', 'agent', 'death', 'closing'));
create index mandates_of_principal_organisation on accounts.mandates (principal_organisation, proposed_at)
  where principal_organisation is not null;
create index mandates_of_agent_organisation on accounts.mandates (agent_organisation, proposed_at)
  where agent_organisation is not null;

-- The desk enters a breach of the terms, or a card revoked or withheld, as it enters an authority's request; the centre
-- lifts what it locked.
alter table accounts.lock_requests add column ground text not null default 'authority'
  check (ground in ('authority', 'breach', 'card'));
alter table accounts.lock_requests drop constraint lock_requests_state_check;
alter table accounts.lock_requests
  add constraint lock_requests_state_check check (state in ('asked', 'forwarded', 'locked', 'refused', 'lifted'));
alter table accounts.lock_requests add column lifted_at timestamptz, add column lifted_by uuid,
  add column lifted_document text;
