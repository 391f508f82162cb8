-- Whose a check is follows the person to another number.
grant update (person_number) on verification.checks, verification.told, verification.holds to dean06_app;
