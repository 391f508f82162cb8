-- What happens to an account is told in the app too.
alter table notifications.messages drop constraint if exists messages_about_kind_check;
