-- What persons are told in the app (thông báo). Words and keys only: service name and dossier code at most.
create schema notifications;
grant usage on schema notifications to dean06_app;

create table notifications.messages (
  person_number    text collate "C" not null,
  notification_id  uuid not null,  -- from the event it tells of, so that hearing twice tells once
  at               timestamptz not null,
  kind             text not null,
  title            jsonb not null,
  body             jsonb not null,
  about_kind       text not null check (about_kind in ('dossier', 'approval', 'document')),
  about_id         uuid not null,
  read_at          timestamptz,
  primary key (person_number, notification_id)
);
create index messages_newest on notifications.messages (person_number, at desc, notification_id desc);
create index messages_unread on notifications.messages (person_number) where read_at is null;
grant select, insert, update, delete on notifications.messages to dean06_app;
