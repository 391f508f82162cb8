-- A session goes on under a new cookie when a factor is confirmed in it; the one before ends within seconds.
alter table platform.web_sessions add column replaced_at timestamptz;
