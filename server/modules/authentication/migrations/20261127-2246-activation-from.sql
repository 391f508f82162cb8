-- An activation code may work only after a wait, in which the old phone is told.
alter table authentication.activations add column works_from timestamptz;
