-- House numbers and names of streets change (đánh lại số nhà, đổi tên đường): an address says what it was on a day.
create table residence.dwelling_lines (
  dwelling_id   uuid not null references residence.dwellings,
  effective_on  date not null,
  from_line     text not null,
  to_line       text not null,
  evidence      jsonb not null,
  changed_by    text not null,
  recorded_at   timestamptz not null,
  primary key (dwelling_id, effective_on)
);
grant select, insert on residence.dwelling_lines to dean06_app;
