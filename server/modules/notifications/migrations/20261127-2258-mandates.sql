-- Messages about mandates. What a message may be about is the contract's to say.
alter table notifications.messages drop constraint if exists messages_about_kind_check;
