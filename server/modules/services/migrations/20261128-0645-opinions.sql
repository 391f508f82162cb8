-- Opinions of other offices in a dossier (lấy ý kiến phối hợp). Decree 118/2025/NĐ-CP: time of other agencies does not count.
create table services.dossier_opinions (
  person_number     text collate "C" not null,  -- the applicant
  dossier_id        uuid not null,
  opinion_id        uuid not null,
  asking_agency     integer not null,
  asked_agency      integer not null,
  question          text not null,
  waits             text not null check (waits in ('until-answered', 'until-due')),
  asked_at          timestamptz not null,
  due_at            timestamptz not null,
  asked_by          uuid not null,              -- appointment
  state             text not null check (state in ('asked', 'answered', 'withdrawn')),
  ended_at          timestamptz,
  verdict           text check (verdict in ('agree', 'disagree', 'remarks')),
  answer            text,
  answered_by       uuid,                       -- appointment
  answered_position text,
  factor_at         timestamptz,                -- second factor of the signature
  primary key (person_number, dossier_id, opinion_id),
  check ((state = 'answered') = (verdict is not null and answered_by is not null))
);
create index opinions_by_id on services.dossier_opinions (opinion_id);
create index opinions_asked_of on services.dossier_opinions (asked_agency, due_at, opinion_id) where state = 'asked';
create index opinions_ended_of on services.dossier_opinions (asked_agency, ended_at, opinion_id) where state <> 'asked';
grant select, insert, update on services.dossier_opinions to dean06_app;

-- What the clock and the rules need of them, beside the dossier: from when, until when, whether a decision waits.
alter table services.dossiers add column opinions jsonb not null default '[]';
