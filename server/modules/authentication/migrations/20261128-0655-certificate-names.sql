-- A party may prove itself by a certificate that an authority on the operator's list issued; it is then known by a name
-- in it. RFC 8705, 2.1.
alter table authentication.relying_parties
  add column certificate_name jsonb,
  drop constraint relying_parties_proof_check,
  add constraint relying_parties_proof_check check (proof in ('key', 'certificate', 'authority')),
  add check ((proof = 'authority') = (certificate_name is not null));
