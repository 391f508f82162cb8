/** What the desk does with the account of an organisation, on a paper; whoever signs is the chief. */
import { type Call, changes, reads } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { maskNumber } from '#population'
import { selectAccountOf } from './accounts.store.ts'
import { accountOf, tellHolder } from './accounts.ts'
import * as contract from './contract.ts'
import { officer } from './desk-applications.ts'
import { holderByNumber } from './foreigners.ts'
import { endMandatesOf } from './mandates.ts'
import * as store from './organisations.store.ts'
import { noteOnOrganisation, unlockedState, viewOrganisation } from './organisations.ts'

/** Throws organisationUnknown. */
export async function findOrganisation(call: Call, code: string): Promise<contract.DeskOrganisation> {
  const organisation = await store.selectByCode(call.sql, code)
  if (!organisation) throw contract.organisationUnknown()
  return await deskView(call, organisation)
}

async function deskView(call: Call, organisation: store.Organisation): Promise<contract.DeskOrganisation> {
  const { representative: number } = organisation
  reads(call, number, ['name', 'organisation-account'])
  call.entry.organisation = organisation.organisationId
  const person = await holderByNumber(call, number)
  const view = await viewOrganisation(call, organisation)
  return { ...view, representative: person?.name ?? '', maskedNumber: maskNumber(number) }
}

export type OrganisationAct =
  | { act: 'lock'; ground: contract.OrganisationLockGround; document: string }
  | { act: 'unlock' | 'close' | 'renew-term'; document: string }

/** Throws organisationUnknown, organisationMoved, secondOfficerNeeded. */
export async function moveOrganisation(call: Call, organisationId: Uuid, given: OrganisationAct) {
  const organisation = await signed(call, organisationId)
  const { sql, now } = call
  const { document } = given
  switch (given.act) {
    case 'lock': {
      const change = { lockGround: given.ground, now }
      mustMove(await store.updateStatus(sql, organisationId, ['approved', 'active'], 'locked', change))
      await noteOnOrganisation(call, organisationId, 'locked', document)
      break
    }
    case 'unlock':
      mustMove(
        await store.updateStatus(sql, organisationId, ['locked'], unlockedState(organisation), { now }),
      )
      await noteOnOrganisation(call, organisationId, 'unlocked', document)
      break
    case 'close':
      mustMove(
        await store.updateStatus(sql, organisationId, ['approved', 'active', 'locked'], 'closed', { now }),
      )
      await endMandatesOf(call, { organisationId }, 'closing')
      await noteOnOrganisation(call, organisationId, 'closed', document)
      break
    case 'renew-term':
      mustMove(await store.renewTerm(sql, organisationId, now))
      await noteOnOrganisation(call, organisationId, 'term-renewed', document)
      break
  }
  await tellRepresentative(call, organisation.representative)
  return await deskView(call, (await store.selectOrganisation(sql, organisationId))!)
}

function mustMove(moved: boolean): void {
  if (!moved) throw contract.organisationMoved()
}

/** Throws organisationUnknown, organisationMoved, representativeUnfit, secondOfficerNeeded. */
export async function changeRepresentative(
  call: Call,
  organisationId: Uuid,
  { number, document }: { number: PersonNumber; document: string },
) {
  const before = await signed(call, organisationId)
  if (before.status === 'closed' || before.representative === number) throw contract.organisationMoved()
  reads(call, number, ['account'])
  const account = await accountOf(call, 'citizen', number)
  if (account?.level !== 2) throw contract.representativeUnfit()
  changes(call, number, ['organisation-account'])
  await store.updateRepresentative(call.sql, organisationId, number)
  await noteOnOrganisation(call, organisationId, 'representative-changed', document)
  for (const told of [before.representative, number]) await tellRepresentative(call, told)
  return await deskView(call, (await store.selectOrganisation(call.sql, organisationId))!)
}

/** Locked for the call, and its officer signs. */
async function signed(call: Call, organisationId: Uuid): Promise<store.Organisation> {
  const organisation = await store.lockRowOf(call.sql, organisationId)
  if (!organisation) throw contract.organisationUnknown()
  changes(call, organisation.representative, ['organisation-account'])
  call.entry.organisation = organisationId
  if (!officer(call).roles.includes('signing-leader')) throw contract.secondOfficerNeeded()
  return organisation
}

async function tellRepresentative(call: Call, number: PersonNumber): Promise<void> {
  const account = await selectAccountOf(call.sql, 'citizen', number)
  if (account) await tellHolder(call, account, 'organisation-changed')
}
