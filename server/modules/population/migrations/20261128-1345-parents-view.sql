-- Fathers and mothers as we know them now, for lists that would else ask child by child.
create view population.parents_v1 as
  select person_number, other_number as parent_number
  from population.relations
  where kind in ('father', 'mother') and superseded_at is null;
grant select on population.parents_v1 to dean06_app;
