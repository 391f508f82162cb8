-- What later modules may join: which electronic identities there are and their state, no contacts, no secrets.
create view accounts.accounts_v1 as
  select account_id, realm, person_number, person_id, level, status from accounts.accounts;
grant select on accounts.accounts_v1 to dean06_app;
