/** The two sides of a mandate: each a person, or an organisation for which its legal representative speaks. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { compareNames, isMinor, peopleByNumbers, personByNumber } from '#population'
import { accountOf } from './accounts.ts'
import * as contract from './mandates.contract.ts'
import type { Mandate, Side } from './mandates.store.ts'
import { selectByCode, selectOrganisation, selectOrganisations } from './organisations.store.ts'
import { representedInUse } from './organisations.ts'

export type Party =
  | { number: PersonNumber; personId: Uuid; organisationId?: undefined }
  | { organisationId: Uuid; number?: undefined; personId?: undefined }

/** The caller himself, or the organisation in whose name he speaks. Throws organisationUnknown, organisationMoved. */
export async function speaker(call: Call, organisationId?: Uuid): Promise<Party> {
  if (organisationId) return { organisationId: (await representedInUse(call, organisationId)).organisationId }
  const { number, personId } = call.actor as CitizenActor
  return { number, personId }
}

export function partyOf(mandate: Mandate, side: Side): Party {
  const organisationId = side === 'principal' ? mandate.principalOrganisation : mandate.agentOrganisation
  if (organisationId) return { organisationId }
  return side === 'principal'
    ? { number: mandate.principalNumber as string, personId: mandate.principalPerson as Uuid }
    : { number: mandate.agentNumber as string, personId: mandate.agentPerson as Uuid }
}

export function isSame(one: Party, other: Party): boolean {
  return one.organisationId ? one.organisationId === other.organisationId : one.number === other.number
}

/** Which side of the mandate a party is on; nothing when it is on none. */
export function sideOf(mandate: Mandate, party: Party): Side | undefined {
  return (['principal', 'agent'] as const).find((side) => isSame(partyOf(mandate, side), party))
}

export function otherParty(mandate: Mandate, party: Party): Party {
  return partyOf(mandate, sideOf(mandate, party) === 'principal' ? 'agent' : 'principal')
}

/**
 * The other side, named by number and name together: an adult who uses a level-2 account, or an organisation whose
 * account is in use. Throws mandatePartnerUnknown, whatever was wrong.
 */
export async function partnerNamed(
  call: Call,
  { otherNumber, otherName }: Pick<contract.NewMandate, 'otherNumber' | 'otherName'>,
  self: Party,
): Promise<Party> {
  const found = otherNumber.length === 12 ? await person(call, otherNumber, otherName) : undefined
  const other = found ?? (await organisation(call, otherNumber, otherName))
  if (!other || isSame(other, self)) throw contract.mandatePartnerUnknown()
  return other
}

async function person(call: Call, number: PersonNumber, name: string): Promise<Party | undefined> {
  reads(call, number, ['name', 'account'])
  const found = await personByNumber(call, number)
  const right =
    found?.status === 'alive' &&
    compareNames(name, found.name) !== 'different' &&
    !(await isMinor(call, found, dayOf(call.now)))
  const account = right ? await accountOf(call, 'citizen', number) : null
  return found && account?.level === 2 ? { number, personId: found.personId } : undefined
}

async function organisation(call: Call, code: string, name: string): Promise<Party | undefined> {
  const found = await selectByCode(call.sql, code)
  const right = found?.status === 'active' && compareNames(name, found.name) !== 'different'
  return right ? { organisationId: found.organisationId } : undefined
}

/** Who is told of what happens to a mandate: the person, or the representative of the organisation. */
export async function toldOf(call: Call, party: Party): Promise<PersonNumber | undefined> {
  if (!party.organisationId) return party.number
  return (await selectOrganisation(call.sql, party.organisationId))?.representative
}

/** Names to show, by number or by the organisation's id; the entry says whose were read. */
export async function namesOf(call: Call, parties: readonly Party[]): Promise<ReadonlyMap<string, string>> {
  const numbers = parties.flatMap(({ number }) => (number ? [number] : []))
  for (const number of numbers) reads(call, number, ['name'])
  const people = await peopleByNumbers(call, numbers)
  const ids = parties.flatMap(({ organisationId }) => (organisationId ? [organisationId] : []))
  const organisations = await selectOrganisations(call.sql, ids)
  return new Map([
    ...[...people].map(([number, { name }]) => [number, name] as const),
    ...organisations.map(({ organisationId, name }) => [organisationId, name] as const),
  ])
}

export const keyOf = (party: Party): string => party.organisationId ?? (party.number as string)

export function enter(call: Call, mandate: Mandate): void {
  for (const number of [mandate.principalNumber, mandate.agentNumber])
    if (number) changes(call, number, ['mandates'])
}
