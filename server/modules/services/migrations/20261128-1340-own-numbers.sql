-- Whose number of the line it is, when he took it himself or came for his booking: one open number a person and office.
-- It goes with the day; a number given at the door has no name.
alter table services.queue_tickets add column person_number text collate "C";
alter table services.queue_tickets drop constraint queue_tickets_state_check;
alter table services.queue_tickets add constraint queue_tickets_state_check
  check (state in ('waiting', 'called', 'served', 'absent', 'given-up'));
create unique index queue_one_open on services.queue_tickets (person_number, agency_id, day)
  where person_number is not null and state in ('waiting', 'called');
create index queue_by_person on services.queue_tickets (person_number, day) where person_number is not null;
