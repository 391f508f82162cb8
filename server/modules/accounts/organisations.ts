/**
 * The account of an organisation (tài khoản của tổ chức), from approval to closing. Its legal representative acts for it
 * with his own account of level 2, others by a mandate that it gave them. Decree 69/2024/NĐ-CP.
 */
import { registerOrganisationNames } from '#audit'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import type * as contract from './contract.ts'
import { selectUsable } from './mandates.store.ts'
import * as problems from './organisations.contract.ts'
import * as store from './organisations.store.ts'

registerOrganisationNames(store.selectOrganisationNames)

type Reading = Pick<Call, 'sql' | 'ports' | 'now'>

/** An organisation somebody acts for, and by what right. */
export interface OrganisationRight {
  organisation: store.Organisation
  /** Null is everything: its legal representative. */
  mandates: { mandateId: Uuid; services: readonly string[] }[] | null
  until: Day | null
}

/** Organisations whose account is in use that a person may act for today. */
export async function organisationRights(
  { sql, now }: Reading,
  number: PersonNumber,
): Promise<OrganisationRight[]> {
  const own = (await store.selectOrganisationsOf(sql, number)).filter(({ status }) => status === 'active')
  const rights: OrganisationRight[] = own.map((organisation) => ({
    organisation,
    mandates: null,
    until: null,
  }))
  const given = (await selectUsable(sql, { number }, dayOf(now))).filter((one) => one.principalOrganisation)
  const found = await store.selectOrganisations(
    sql,
    given.map(({ principalOrganisation }) => principalOrganisation as Uuid),
  )
  for (const organisation of found) {
    const { organisationId, status } = organisation
    if (status !== 'active' || own.some((one) => one.organisationId === organisationId)) continue
    const mandates = given.filter(({ principalOrganisation }) => principalOrganisation === organisationId)
    rights.push({ organisation, mandates, until: mandates.at(-1)?.validUntil ?? null })
  }
  return rights
}

/** The organisation, when the caller is its legal representative; the entry says for whom. Throws organisationUnknown. */
export async function represented(call: Call, organisationId: Uuid): Promise<store.Organisation> {
  const self = call.actor as CitizenActor
  const organisation = await store.lockRowOf(call.sql, organisationId)
  if (organisation?.representative !== self.number || self.representative)
    throw problems.organisationUnknown()
  call.entry.organisation = organisationId
  return organisation
}

/** The same, and its account is in use. Throws organisationUnknown, organisationMoved. */
export async function representedInUse(call: Call, organisationId: Uuid): Promise<store.Organisation> {
  const organisation = await represented(call, organisationId)
  if (organisation.status !== 'active') throw problems.organisationMoved()
  return organisation
}

/** The same for a call that only reads. */
export async function readRepresented(call: Call, organisationId: Uuid): Promise<store.Organisation> {
  const self = call.actor as CitizenActor
  reads(call, self.number, ['organisation-account'])
  const organisation = await store.selectOrganisation(call.sql, organisationId)
  if (organisation?.representative !== self.number) throw problems.organisationUnknown()
  call.entry.organisation = organisationId
  return organisation
}

export async function readOrganisation(call: Call, organisationId: Uuid): Promise<contract.OrganisationView> {
  return await viewOrganisation(call, await readRepresented(call, organisationId))
}

/** Within the term of activation. Throws organisationUnknown, organisationMoved, organisationActivationOver. */
export async function activateOrganisation(
  call: Call,
  organisationId: Uuid,
): Promise<contract.OrganisationView> {
  const organisation = await represented(call, organisationId)
  changes(call, organisation.representative, ['organisation-account'])
  if (organisation.status !== 'approved') throw problems.organisationMoved()
  if ((await activateUntil(call, organisation)) < call.now) throw problems.organisationActivationOver()
  return await move(call, organisation, ['approved'], 'active', 'activated')
}

/** One touch. Throws organisationUnknown, organisationMoved. */
export async function lockOrganisation(call: Call, organisationId: Uuid): Promise<contract.OrganisationView> {
  const organisation = await represented(call, organisationId)
  changes(call, organisation.representative, ['organisation-account'])
  return await move(call, organisation, ['approved', 'active'], 'locked', 'locked', 'holder')
}

/** Only what the organisation itself locked; other locks end with their cause. Throws as locking. */
export async function unlockOrganisation(
  call: Call,
  organisationId: Uuid,
): Promise<contract.OrganisationView> {
  const organisation = await represented(call, organisationId)
  changes(call, organisation.representative, ['organisation-account'])
  if (organisation.lockGround !== 'holder') throw problems.organisationMoved()
  return await move(call, organisation, ['locked'], unlockedState(organisation), 'unlocked')
}

/** An account that was never put into use waits for that again. */
export function unlockedState({ activatedAt }: store.Organisation): 'active' | 'approved' {
  return activatedAt ? 'active' : 'approved'
}

async function move(
  call: Call,
  organisation: store.Organisation,
  from: readonly store.Organisation['status'][],
  to: store.Organisation['status'],
  kind: contract.OrganisationEventKind,
  lockGround?: contract.OrganisationLockGround,
): Promise<contract.OrganisationView> {
  const { organisationId } = organisation
  const change = { now: call.now, ...(lockGround ? { lockGround } : {}) }
  if (!(await store.updateStatus(call.sql, organisationId, from, to, change)))
    throw problems.organisationMoved()
  await noteOnOrganisation(call, organisationId, kind)
  return await viewOrganisation(call, (await store.selectOrganisation(call.sql, organisationId))!)
}

/** Opens an account that waits for its representative, or one in use (the seeder, the sandbox). */
export async function openOrganisation(
  call: Pick<Call, 'sql' | 'now' | 'actor'>,
  one: Pick<store.Organisation, 'code' | 'name' | 'representative'> & { organisationId?: Uuid },
  inUse = true,
): Promise<{ organisationId: Uuid }> {
  const { organisationId = uuidv7(call.now.getTime()) } = one
  await store.insertOrganisation(call.sql, { ...one, organisationId }, call.now)
  await noteOnOrganisation(call, organisationId, 'approved')
  if (inUse) await store.updateStatus(call.sql, organisationId, ['approved'], 'active', call)
  return { organisationId }
}

/** What happened to an organisation's account, for its representative to read. Kept at least five years. */
export async function noteOnOrganisation(
  call: Pick<Call, 'sql' | 'now' | 'actor'>,
  organisationId: Uuid,
  kind: contract.OrganisationEventKind,
  detail: string | null = null,
): Promise<void> {
  const { actor } = call
  const actedBy = actor.kind === 'citizen' ? (actor.representative?.personId ?? actor.personId) : null
  const id = uuidv7(call.now.getTime())
  await store.insertOrganisationEvent(call.sql, { organisationId, at: call.now, id, kind, actedBy, detail })
}

async function activateUntil(call: Reading, { approvedAt }: store.Organisation): Promise<Date> {
  const { value: days } = await lawParameter<number>(call, 'accounts.activation-days', dayOf(call.now))
  return new Date(Date.parse(approvedAt) + days * 86_400_000)
}

const SHOWN = 100

export async function viewOrganisation(
  call: Call,
  organisation: store.Organisation,
): Promise<contract.OrganisationView> {
  const { organisationId, code, name, status, lockGround, openedAt } = organisation
  const events = await store.selectOrganisationEvents(call.sql, organisationId, SHOWN)
  for (const { actorNumber } of events) if (actorNumber) reads(call, actorNumber, ['name'])
  return {
    organisationId,
    code,
    name,
    status,
    lockGround: lockGround && problems.lockGrounds[lockGround],
    openedAt,
    activateUntil: status === 'approved' ? (await activateUntil(call, organisation)).toISOString() : null,
    mayUnlock: status === 'locked' && lockGround === 'holder',
    history: events.map(({ id, at, kind, detail, actorName }) => ({
      id,
      at,
      words: problems.organisationEventWords[kind],
      by: actorName,
      detail,
    })),
  }
}
