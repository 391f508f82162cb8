-- The one new date of a late dossier, with the letter of apology. Decree 118/2025/NĐ-CP.
alter table services.dossiers add column extension jsonb;
