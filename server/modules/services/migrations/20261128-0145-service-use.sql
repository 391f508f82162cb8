-- How often each service was filed lately, counted anew each night: what people often need stands first in lists.
create table services.service_use (
  service_code  text primary key,
  filed         integer not null check (filed >= 0),
  counted_from  date not null
);
grant select, insert, update on services.service_use to dean06_app;
