-- "This was not me" goes to the organisation first, which explains within its term; whoever is not content, or hears
-- nothing, has the inspector examine it. A report is about a check, a sign-in, or an approval asked on the phone, and
-- keeps what it is about. Law 91/2025/QH15.
alter table verification.disputes
  add column act           text,
  add column system        jsonb,
  add column happened_at   timestamptz,
  add column purpose       text,
  add column message       text,          -- what the party wrote on the phone, for an approval
  add column reference     text,          -- the party's own, of a check
  add column explanation   text,
  add column explained_at  timestamptz,
  add column explained_by  uuid;
update verification.disputes d set act = c.act, system = c.system, happened_at = c.at, purpose = c.purpose,
  reference = c.reference
from verification.checks c where c.person_number = d.person_number and c.call_id = d.call_id;
alter table verification.disputes
  alter column act set not null,
  alter column system set not null,
  alter column happened_at set not null,
  drop constraint disputes_state_check,
  add constraint disputes_state_check check (
    state in ('opened', 'explained', 'settled', 'disputed', 'taken-up', 'answered', 'withdrawn')),
  add check ((explanation is null) = (explained_at is null));
drop index verification.disputes_open;
create index disputes_open on verification.disputes (due_on, dispute_id)
  where state in ('opened', 'explained', 'disputed', 'taken-up');
create index disputes_of_agency on verification.disputes (agency_id, opened_at desc, dispute_id desc);
