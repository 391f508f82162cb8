-- What later modules may join: whose an organisation is and of which kind.
create view reference.agencies_v1 as
  select agency_id, kind, name_vi, name_en from reference.agencies;
grant select on reference.agencies_v1 to dean06_app;
