-- When a dossier stands at risk, and the office's own shorter term beside the statutory one.
alter table services.dossiers
  add column warn_at      timestamptz,  -- from then on it is at risk; null while the clock stands or is over
  add column norm_due_at  timestamptz;  -- the office means to be done by then
-- Until a dossier moves next: a fifth of the way before its end.
update services.dossiers set warn_at = next_due_at - (next_due_at - coalesce(accepted_at, intake_from, submitted_at)) / 5
  where closed_at is null and next_due_at is not null;

-- The worklist and its counts are read from this index alone, in the order in which lists are shown.
drop index services.dossiers_of_agency;
create index dossiers_of_agency on services.dossiers
  (agency_id, coalesce(next_due_at, '9999-01-01T00:00:00Z'::timestamptz), dossier_id)
  include (next_due_at, warn_at, state, holder_appointment, paused_since, service_code, channel, closed_at)
  where closed_at is null;

-- Each step names the log entry of its call and is chained to the step before: nothing can be left out or changed.
alter table services.dossier_steps
  add column on_behalf_of  uuid,  -- appointment of whom a substitute acted for
  add column entry_id      uuid,  -- the entry of the transparency log
  add column digest        text;  -- SHA-256 over the step before and this one; null before 28 November 2026
create function services.step_digest(
  before text, dossier uuid, number integer, done_at timestamptz, act text, from_state text, to_state text, kind text,
  account uuid, appointment uuid, agency integer, held text, behalf uuid, entry uuid, note text) returns text
  language sql stable parallel safe
  return encode(sha256(convert_to(jsonb_build_array(before, dossier, number, extract(epoch from done_at)::text, act,
    from_state, to_state, kind, account, appointment, agency, held, behalf, entry, note)::text, 'UTF8')), 'hex');
