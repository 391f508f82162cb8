/**
 * For whom somebody may sign in at another system (đăng nhập thay): his minor children and wards, who gave him a mandate
 * to sign in, and the organisations he acts for. Civil Code 91/2015/QH13, art. 134–143; Decree 69/2024/NĐ-CP.
 */
import type { Call, CitizenActor } from '#platform/call.ts'
import { addYears, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { numberOf, personByNumber } from '#population'
import { lawParameter } from '#reference'
import { SIGN_IN } from './mandates.contract.ts'
import { selectMandate } from './mandates.store.ts'
import { useOneOf } from './mandates.ts'
import { selectOrganisation } from './organisations.store.ts'
import { noteOnOrganisation, organisationRights } from './organisations.ts'
import { representedBy } from './representation.ts'

type Reading = Pick<Call, 'sql' | 'ports' | 'now'>
type Self = Pick<CitizenActor, 'number' | 'personId'>

/** Somebody else, or an organisation, and the right by which one signs in for him. */
export interface Principal {
  kind: 'person' | 'organisation'
  /** Public id of the person, or the organisation's. */
  id: Uuid
  basis: 'parent' | 'guardian' | 'mandate' | 'representative'
  /** The mandate it stands on, and the one through which an organisation's is used. */
  mandateId: Uuid | null
  throughId: Uuid | null
  /** The organisation that holds the mandate. */
  holderId: Uuid | null
}

export interface PrincipalShown extends Principal {
  name: string
  number: PersonNumber | null
  /** Code of an organisation. */
  code: string | null
  /** Of a mandate its last day; of a parent's right the day on which it is over. */
  until: Day | null
}

/**
 * Everyone one may sign in for today; a parent for a child until the age from which he consents himself. The caller
 * enters whose names he shows.
 */
export async function principalsOf(call: Reading, self: Self): Promise<PrincipalShown[]> {
  const today = dayOf(call.now)
  const { value: age } = await lawParameter<number>(call, 'privacy.guardian-consent-until-age', today)
  const people = (await representedBy(call, self)).flatMap((right): PrincipalShown[] => {
    const mandate = right.mandates?.find(({ services }) => services.includes(SIGN_IN))
    if (right.mandates && !mandate) return []
    const { person, basis, holderId } = right
    const until = basis === 'parent' ? addYears(person.bornOn, age) : right.until
    if (basis === 'parent' && until && until <= today) return []
    const by = { mandateId: mandate?.mandateId ?? null, throughId: mandate?.through ?? null, holderId }
    const { personId: id, name, personNumber: number } = person
    return [{ kind: 'person', id, basis, ...by, name, number, code: null, until }]
  })
  const organisations = (await organisationRights(call, self.number)).flatMap((right): PrincipalShown[] => {
    const mandate = right.mandates?.find(({ services }) => services.includes(SIGN_IN))
    if (right.mandates && !mandate) return []
    const { organisationId: id, name, code } = right.organisation
    const basis = right.mandates ? ('mandate' as const) : ('representative' as const)
    const by = { mandateId: mandate?.mandateId ?? null, throughId: null, holderId: null }
    return [{ kind: 'organisation', id, basis, ...by, name, number: null, code, until: right.until }]
  })
  return [...people, ...organisations]
}

/** Counts the use of what it stands on; an organisation finds it in its history. Throws mandateUsedUp. */
export async function signInFor(call: Call, principal: Principal, where: string): Promise<void> {
  const { mandateId, throughId, kind, id, holderId } = principal
  if (mandateId) await useOneOf(call, [{ mandateId, through: throughId ?? undefined }])
  const organisationId = kind === 'organisation' ? id : holderId
  if (organisationId) await noteOnOrganisation(call, organisationId, 'signed-in', where)
}

/**
 * Whether the right still holds, as a token is given or used: asked of the register each time, so it ends by itself.
 * A mandate that was used as often as it allows still carries what it was used for.
 */
export async function stillPrincipal(
  call: Reading,
  self: Self,
  principal: Principal,
): Promise<PrincipalShown | undefined> {
  const { kind, id, basis, mandateId, throughId, holderId } = principal
  if (!mandateId) return (await principalsOf(call, self)).find((one) => one.id === id && one.basis === basis)
  for (const one of [mandateId, throughId]) if (one && !(await inForce(call, one))) return undefined
  const organisationId = kind === 'organisation' ? id : holderId
  const organisation = organisationId ? await selectOrganisation(call.sql, organisationId) : undefined
  if (organisationId && organisation?.status !== 'active') return undefined
  if (holderId && !throughId && organisation?.representative !== self.number) return undefined
  if (kind === 'organisation')
    return {
      ...principal,
      name: organisation?.name ?? '',
      number: null,
      code: organisation?.code ?? null,
      until: null,
    }
  const person = await personByNumber(call, await numberOf(call, id))
  if (person?.status !== 'alive') return undefined
  const { name, personNumber: number } = person
  return { ...principal, name, number, code: null, until: null }
}

async function inForce(call: Reading, mandateId: Uuid): Promise<boolean> {
  const mandate = await selectMandate(call.sql, mandateId)
  const today = dayOf(call.now)
  return mandate?.state === 'in-force' && mandate.validFrom <= today && today <= mandate.validUntil
}
