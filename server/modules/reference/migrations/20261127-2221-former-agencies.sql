-- Agencies end with their unit: what they decided keeps their name, what they had goes to a successor.
alter table reference.agencies add column valid_until date;
drop index reference.agencies_by_dossier_code;
create unique index agencies_by_dossier_code on reference.agencies (kind, dossier_code) where valid_until is null;
create unique index former_agencies_by_dossier_code on reference.agencies (kind, dossier_code, valid_until)
  where valid_until is not null;

-- Boundary changes (nghị quyết sắp xếp đơn vị hành chính) entered between two releases of the data files, as data.
-- Whenever the files are loaded again they are enacted again, in the order of their days.
create table reference.boundary_laws (
  effective_on  date not null,
  law           text not null,
  content       jsonb not null,
  entered_at    timestamptz not null default now(),
  primary key (effective_on, law)
);
grant select on reference.boundary_laws to dean06_app;
