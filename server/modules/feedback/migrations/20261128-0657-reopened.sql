-- A complaint that was right opens its dossier again. Law on Complaints 02/2011/QH13, art. 31.
alter table feedback.cases add column reopened boolean not null default false;
