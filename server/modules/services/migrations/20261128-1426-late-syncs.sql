-- The alarm of Decree 63/2024/NĐ-CP: what was not taken by the other side within the minutes of `linked.sync-minutes`.
-- Raised once; it stays here when the other side has taken it after all.
alter table services.register_requests
  add column late_raised_at timestamptz,
  add column late_dossier_id uuid;  -- whose office was told: the dossier it all began with
create index register_requests_late on services.register_requests (sync_due_at)
  where acknowledged_at is null and state in ('waiting', 'parked');
