-- Bulk loads of delivered files. A load is prepared by one officer and released by another, over a digest of the
-- file and its mapping; what it records are life events, row by row.
create table population.loads (
  load_id       uuid primary key,
  state         text not null check (state in
    ('uploaded', 'mapped', 'checking', 'checked', 'loading', 'loaded', 'undoing', 'undone', 'withdrawn')),
  file_id       uuid not null,
  file_sha256   bytea not null,
  size_bytes    integer not null,
  format        text not null check (format in ('csv', 'jsonl', 'xlsx')),
  profile       jsonb not null,   -- columns, fill, shapes, encodings: no value of a cell
  mapping       jsonb,
  digest        bytea,            -- of file, mapping and grounds: what the second officer releases
  reason        text,
  agency_id     integer not null,
  territory     jsonb not null,
  prepared_by   uuid not null,    -- account
  prepared_at   timestamptz not null,
  released_by   uuid,
  released_at   timestamptz,
  undone_by     uuid,
  undone_why    text,
  rows_total    integer not null default 0,
  next_row      integer not null default 1,   -- where the step under way goes on
  changed_at    timestamptz not null,
  check (released_by is null or released_by <> prepared_by)
);
create index loads_by_agency on population.loads (agency_id, load_id);
create index loads_under_way on population.loads (changed_at) where state in ('checking', 'loading', 'undoing');

-- Rows of a load: what was delivered, until the load has ended, and what became of it.
create table population.load_rows (
  load_id        uuid not null references population.loads on delete cascade,
  row_number     integer not null,
  cells          text[],
  twin_of        integer,         -- an earlier row about the same person
  outcome        text check (outcome in ('ready', 'nothing-new', 'refused', 'loaded', 'undone', 'kept')),
  reasons        text[] not null default '{}',   -- problems and remarks by their type
  person_number  text collate "C",
  event_ids      uuid[] not null default '{}',
  before         jsonb,           -- contacts as they were, to be put back
  primary key (load_id, row_number)
);
create index load_rows_by_person on population.load_rows (person_number) where person_number is not null;

-- Lists of people handed out: who asked, why, who agreed, which file.
create table population.exports (
  export_id     uuid primary key,
  state         text not null check (state in ('asked', 'agreed', 'made', 'refused', 'ended')),
  unit_id       integer not null,
  columns       text[] not null,
  reason        text not null,
  agency_id     integer not null,
  asked_by      uuid not null,
  asked_at      timestamptz not null,
  decided_by    uuid,
  decided_at    timestamptz,
  people        integer not null,
  file_id       uuid,
  file_sha256   bytea,
  ends_at       timestamptz,
  check (decided_by is null or decided_by <> asked_by)
);
create index exports_by_agency on population.exports (agency_id, export_id);

grant select, insert, update on population.loads, population.load_rows, population.exports to dean06_app;
grant delete on population.load_rows to dean06_app;
