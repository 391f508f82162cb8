-- A dossier opened again after its fee was given back owes it anew: one due stands at a time, those that ended stay.
drop index payments.dues_of_dossier;
create index dues_of_dossier on payments.dues (dossier_id);
create unique index dues_standing on payments.dues (dossier_id) where state in ('open', 'paid');

-- Cash not given back yet is kept when the dossier is opened again.
alter table payments.refunds drop constraint refunds_state_check,
  add constraint refunds_state_check check (state in ('asked', 'done', 'called-off'));
