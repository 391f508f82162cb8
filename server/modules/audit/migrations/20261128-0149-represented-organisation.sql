-- For which organisation somebody acted: its representative, or the holder of its mandate. Decree 69/2024/NĐ-CP.
alter table audit.entries add column represented_organisation uuid;
