-- What was issued is never rewritten; whose it is follows the person to another number.
grant update (person_number) on documents.documents, documents.codes, documents.digests, documents.also_for
  to dean06_app;
grant update (owner_number) on documents.also_for to dean06_app;
