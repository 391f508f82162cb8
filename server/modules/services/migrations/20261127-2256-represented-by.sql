-- Who filed a dossier in his app for the applicant: public id, basis, mandate. Civil Code 91/2015/QH13, art. 134–143.
alter table services.dossiers add column represented_by jsonb;
