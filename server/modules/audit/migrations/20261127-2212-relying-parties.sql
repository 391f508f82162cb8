-- Systems of organisations call too: whose they are, and through which licensed provider they asked.
-- Decree 69/2024/NĐ-CP: others than State bodies ask only through a licensed authentication provider.
alter table audit.entries
  add column relying_party      text collate "C",
  add column through_agency_id  integer,
  drop constraint entries_actor_kind_check,
  add constraint entries_actor_kind_check check
    (actor_kind in ('anonymous', 'citizen', 'officer', 'relying-party', 'system', 'operator'));
create index entries_by_relying_party on audit.entries (relying_party, at) where relying_party is not null;
