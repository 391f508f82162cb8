-- When an agency goes into another, its officers' appointments go on there by a new appointment that names the old one.
alter table accounts.appointments add column succeeds uuid;
create unique index appointments_by_predecessor on accounts.appointments (succeeds) where succeeds is not null;
