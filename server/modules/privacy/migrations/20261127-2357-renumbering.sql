-- Whose a consent is follows the person to another number.
grant update (person_number) on privacy.consents, privacy.consent_requests to dean06_app;
