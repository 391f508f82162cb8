-- Kept as long as the rule says for its kind, then the paper is emptied: that it was issued stays, what it said goes.
-- Law on Archives 33/2024/QH15.
alter table documents.documents add column forgotten_at timestamptz;
create index documents_to_forget on documents.documents (kind, issued_on) where forgotten_at is null;
grant update (data, issuer, holder_mark, forgotten_at) on documents.documents to dean06_app;
-- Which results stand for papers, of a person and in force.
create index documents_in_force on documents.documents (person_number, kind, id) where state in ('pending-signature', 'signed');

-- For the index of service quality: which dossiers have an electronic result.
create view documents.results_v1 as
  select dossier_id, kind, agency_id, issued_at, state = 'signed' as signed
  from documents.documents where dossier_id is not null;
grant select on documents.results_v1 to dean06_app;
