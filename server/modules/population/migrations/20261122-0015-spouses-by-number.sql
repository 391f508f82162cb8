-- A number compared as a number before it is compared as text: GiST passes over other people's rows for a third of
-- the cost. The text stays in the constraint, so that the table can be distributed by person_number.
alter table population.relations
  drop constraint one_spouse_at_a_time,
  add constraint one_spouse_at_a_time
    exclude using gist
      ((person_number::bigint) with =, person_number with =, daterange(valid_from, valid_until) with &&)
    where (kind = 'spouse' and superseded_at is null);
