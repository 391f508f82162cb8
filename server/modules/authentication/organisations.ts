/** Who may register systems: organisations and their engineers, entered by an administrator after the agreement. */
import { accountByNumber, appoint, createAccount } from '#accounts'
import { type Call, changes } from '#platform/call.ts'
import { personByNumber } from '#population'
import { addOrganisation, agenciesOfKind, agencyById, type PartnerKind } from '#reference'
import { newActivation } from './activations.ts'
import * as contract from './contract.ts'

const kinds: readonly PartnerKind[] = ['licensed-provider', 'business']

export async function listOrganisations(call: Call) {
  const found = await Promise.all(kinds.map((kind) => agenciesOfKind(call.sql, kind)))
  return {
    rows: found.flat().map(({ agencyId, kind, nameVi, nameEn }) => ({
      agencyId,
      kind: kind as PartnerKind,
      name: { vi: nameVi, en: nameEn },
    })),
  }
}

export async function registerOrganisation(
  call: Call,
  organisation: { kind: PartnerKind; name: { vi: string; en: string } },
): Promise<{ agencyId: number }> {
  return { agencyId: await addOrganisation(call, organisation) }
}

/**
 * Appoints an engineer. Someone without an officer's account gets one, and the activation code is answered once, for the
 * administrator to hand over. Throws registrationUnknown, engineerUnknown.
 */
export async function addEngineer(
  call: Call,
  agencyId: number,
  { personNumber, phone }: { personNumber: string; phone: string },
): Promise<{ activationCode: string | null }> {
  const organisation = await agencyById(call.sql, agencyId)
  if (!organisation || !kinds.includes(organisation.kind as PartnerKind)) throw contract.registrationUnknown()
  changes(call, personNumber, ['account'])
  const person = await personByNumber(call, personNumber)
  if (!person) throw contract.engineerUnknown()
  const account = await accountByNumber(call.sql, 'officer', personNumber)
  const position = 'agency-engineer'
  if (account) {
    await appoint(call, { accountId: account.accountId, agencyId, position })
    return { activationCode: null }
  }
  const { personId } = person
  const accountId = await createAccount(call, { personNumber, personId, phone, realm: 'officer', level: 2 })
  await appoint(call, { accountId, agencyId, position })
  return { activationCode: (await newActivation(call, accountId)).code }
}
