-- New scans in a supplement (bổ sung hồ sơ): they wait under the dossier's own id, as others under a draft's, and join the
-- dossier when the supplement is sent. What they stand for is kept.
alter table services.attachments add column replaced_at timestamptz;  -- since then newer files stand for this paper
