-- Who has a guardian now: found each day to end what a minor has outgrown.
create index relations_guardians on population.relations (person_number)
  where kind = 'guardian' and superseded_at is null and valid_until is null;
