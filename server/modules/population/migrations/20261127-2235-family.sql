-- Families and representation in full: who represents whom beside guardians, and what cannot hold twice at a time.
alter table population.relations drop constraint relations_kind_check;
alter table population.relations add constraint relations_kind_check check (kind in
  ('father', 'mother', 'child', 'spouse', 'guardian', 'ward', 'adoptive-parent', 'adopted-child',
   'representative', 'represented'));
-- The same guardian, representative or adoptive parent is not one twice at a time.
alter table population.relations add constraint one_of_each_at_a_time
  exclude using gist
    ((person_number::bigint) with =, person_number with =, (other_number::bigint) with =, other_number with =,
     kind with =, daterange(valid_from, valid_until) with &&)
  where (kind in ('guardian', 'representative', 'adoptive-parent') and superseded_at is null);
-- Contacts follow from life events: the one that said them, and when.
alter table population.contacts add column event_id uuid;
