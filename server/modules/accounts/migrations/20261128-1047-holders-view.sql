-- What later modules may join of whoever may hold an account: also birth, sex, and whether he is a foreigner.
create or replace view accounts.holders_v1 as
  select person_number, person_id, name, born_on, sex, status, false as foreigner from population.people_v1
  union all
  select person_number, person_id, name, born_on, sex, 'alive', true from accounts.foreigners;
