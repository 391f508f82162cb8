-- What an office filed at its counter on a day.
create index dossiers_filed_at on services.dossiers (((filed_by->>'agencyId')::integer), submitted_at)
  where filed_by is not null;
