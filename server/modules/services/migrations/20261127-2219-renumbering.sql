-- Whose a dossier is follows the person to another number; its steps and code with it.
grant update (person_number) on services.dossier_steps, services.dossier_codes to dean06_app;
