-- A number compared as a number before it is compared as text: GiST passes over other people's rows for a third of
-- the cost. The text stays in the constraints, so that the tables can be distributed by person_number.
alter table residence.memberships
  drop constraint one_household_at_a_time,
  add constraint one_household_at_a_time
    exclude using gist
      ((person_number::bigint) with =, person_number with =, kind with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null);
alter table residence.residences
  drop constraint one_residence_of_a_kind,
  add constraint one_residence_of_a_kind
    exclude using gist
      ((person_number::bigint) with =, person_number with =, kind with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null);
