-- For the index of service quality: a result that was given electronically was so even after it ended.
create or replace view documents.results_v1 as
  select dossier_id, kind, agency_id, issued_at, state = 'signed' as signed, signed_at
  from documents.documents where dossier_id is not null;
