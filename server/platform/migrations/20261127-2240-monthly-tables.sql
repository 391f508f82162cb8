-- Which tables are kept in months: a module adds its own, the daily job makes the months ahead.
create table platform.monthly_tables (
  name  text primary key
);
insert into platform.monthly_tables values ('platform.events'), ('audit.entries'), ('audit.entry_subjects');

create or replace function platform.make_months_ahead() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parent text;
  month date;
  name text;
  made integer := 0;
begin
  for parent in select m.name from platform.monthly_tables m order by m.name loop
    for i in 0..2 loop
      month := date_trunc('month', now() at time zone 'Asia/Ho_Chi_Minh')::date + make_interval(months => i);
      name := format('%s_%s', parent, to_char(month, 'YYYYMM'));
      if to_regclass(name) is null then
        begin
          execute format('create table %s partition of %s for values from (%L) to (%L)', name, parent,
            month::timestamp at time zone 'Asia/Ho_Chi_Minh',
            (month + interval '1 month')::timestamp at time zone 'Asia/Ho_Chi_Minh');
          made := made + 1;
        exception when check_violation then
          null;  -- rows of that month already lie in the rest partition: it keeps them
        end;
      end if;
    end loop;
  end loop;
  return made;
end $$;
