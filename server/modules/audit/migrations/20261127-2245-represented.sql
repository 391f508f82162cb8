-- A citizen may act for another: who he is stands in actor_person, for whom here (public id).
alter table audit.entries add column represented_person uuid;
