-- What was recorded about a dwelling itself at the desk: another owner, its end, its being put back. Law on Residence
-- 68/2020/QH14, art. 2(1), 24(1)(g), (h), (i).
create table residence.dwelling_acts (
  dwelling_id   uuid not null references residence.dwellings,
  id            uuid not null,   -- UUIDv7
  act           text not null check (act in ('owners', 'closing', 'reopening')),
  ground        text collate "C" check ((ground is not null) = (act = 'closing')),
  effective_on  date not null,
  evidence      jsonb not null,  -- paper and reason
  done_by       text not null,
  recorded_at   timestamptz not null,
  primary key (dwelling_id, id)
);
grant select, insert on residence.dwelling_acts to dean06_app;
