-- What later modules may join of households: those that are not dissolved, where they are, nobody's data.
create view residence.households_v1 as
  select household_id, dwelling_id, unit_id, file_number
  from residence.households
  where dissolved_on is null;
grant select on residence.households_v1 to dean06_app;
