-- The worklist reads in the order of its index: most urgent first, those whose clock stands last.
drop index services.dossiers_of_agency;
create index dossiers_of_agency on services.dossiers
  (agency_id, coalesce(next_due_at, '9999-01-01T00:00:00Z'::timestamptz), dossier_id)
  where closed_at is null;
