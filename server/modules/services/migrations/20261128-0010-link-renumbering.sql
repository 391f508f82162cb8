-- A dossier's links move with it to another number.
grant update (person_number) on services.dossier_links to dean06_app;
