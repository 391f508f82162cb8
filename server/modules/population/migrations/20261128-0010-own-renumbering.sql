-- Whose a proposal or a finding is follows the person to another number.
grant update (person_number) on population.proposal_files, population.proposal_steps, population.quality_finding_steps
  to dean06_app;
