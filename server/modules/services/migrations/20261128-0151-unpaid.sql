-- Dossiers that wait for their fee, for the nightly look at those that wait too long.
create index dossiers_unpaid on services.dossiers (paused_since) where state = 'payment-asked';
