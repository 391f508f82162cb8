-- An address as people type it: no marks, no punctuation, single spaces, a space in front of each word.
create function residence.address_key(line text) returns text
language sql immutable strict parallel safe
return regexp_replace(
  ' ' || lower(translate(regexp_replace(normalize(line, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd') collate "C"),
  '[^a-z0-9]+', ' ', 'g');

alter table residence.dwellings
  add column address_key text collate "C" generated always as (residence.address_key(address_line)) stored;
