-- What went well is counted beside what was refused: the code is then 'ok'.
alter table authentication.party_errors rename to party_counts;
alter table authentication.party_counts rename constraint party_errors_pkey to party_counts_pkey;
