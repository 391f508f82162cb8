/** Mandates (ủy quyền): proposed, agreed, used, ended. Civil Code 91/2015/QH13, art. 138–141, 562–569. */
import { countAttempt } from '#platform/attempts.ts'
import { type Call, type CitizenActor, reads } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import {
  enter,
  keyOf,
  namesOf,
  otherParty,
  type Party,
  partnerNamed,
  sideOf,
  speaker,
  toldOf,
} from './mandate-parties.ts'
import * as contract from './mandates.contract.ts'
import * as store from './mandates.store.ts'
import { noteOnOrganisation, readRepresented } from './organisations.ts'

const MOST_OPEN = 50
const SHOWN = 100
const PROPOSALS_AN_HOUR = 10

/** Names of the services a mandate may cover; `services` registers them. */
export type KnownServices = (call: Call) => Promise<ReadonlyMap<string, Words>>
let registered: KnownServices = async () => new Map()
export function registerMandateServices(known: KnownServices): void {
  registered = known
}
const knownServices: KnownServices = async (call) =>
  new Map([[contract.SIGN_IN, contract.signInWords], ...(await registered(call))])

/**
 * Proposes a mandate to the other side, in one's own name or that of an organisation. Throws mandatePartnerUnknown
 * whether the number or the name is wrong or he has no account, so that nobody is found out by asking;
 * mandateTermWrong, mandateServiceUnknown, tooManyMandates, tooManyProposals.
 */
export async function proposeMandate(
  call: Call,
  given: contract.NewMandate,
  organisationId?: Uuid,
): Promise<contract.MandateRow> {
  const self = await speaker(call, organisationId)
  const today = dayOf(call.now)
  const known = await knownServices(call)
  const services = [...new Set(given.services)]
  if (services.some((code) => !known.has(code))) throw contract.mandateServiceUnknown()
  const validUntil = await lastDay(call, given, today)
  const { accountId } = call.actor as CitizenActor
  if ((await countAttempt(call.sql, `mandate:${accountId}`, 60, call.now)) > PROPOSALS_AN_HOUR)
    throw contract.tooManyProposals()
  const other = await partnerNamed(call, given, self)
  if ((await store.countOpen(call.sql, self, today)) >= MOST_OPEN) throw contract.tooManyMandates()
  const [principal, agent] = given.side === 'principal' ? [self, other] : [other, self]
  const mandate: store.Mandate = {
    mandateId: uuidv7(call.now.getTime()),
    principalNumber: principal.number ?? null,
    principalPerson: principal.personId ?? null,
    principalOrganisation: principal.organisationId ?? null,
    agentNumber: agent.number ?? null,
    agentPerson: agent.personId ?? null,
    agentOrganisation: agent.organisationId ?? null,
    proposedBy: given.side,
    services,
    validFrom: given.validFrom,
    validUntil,
    usesMax: given.usesMax ?? null,
    uses: 0,
    state: 'proposed',
    reason: null,
    proposedAt: call.now.toISOString(),
    endedAt: null,
  }
  enter(call, mandate)
  await store.insertMandate(call.sql, mandate)
  await tell(call, mandate, other, 'proposed')
  return one(call, mandate, self)
}

/** The last day it holds: as agreed, or the term of the law from the first day. */
async function lastDay(call: Call, { validFrom, validUntil }: contract.NewMandate, today: Day): Promise<Day> {
  const { value: months } = await lawParameter(call, 'accounts.mandate-months-default', today)
  const { value: mostMonths } = await lawParameter(call, 'accounts.mandate-months-max', today)
  const last = validUntil ?? addDays(addMonths(validFrom, months), -1)
  if (validFrom < today || last < validFrom || last >= addMonths(validFrom, mostMonths)) {
    throw contract.mandateTermWrong({
      detail: {
        vi: `Ngày bắt đầu từ hôm nay trở đi; thời hạn dài nhất ${mostMonths} tháng`,
        en: `From today on, for ${mostMonths} months at most`,
      },
    })
  }
  return last
}

/** Answers a proposal. Throws mandateUnknown when it is not the caller's to answer, mandateNotNow. */
export async function answerMandate(
  call: Call,
  mandateId: Uuid,
  { agree, reason }: { agree: boolean; reason?: string },
  organisationId?: Uuid,
): Promise<contract.MandateRow> {
  const self = await speaker(call, organisationId)
  const mandate = await mine(call, mandateId, self)
  if (sideOf(mandate, self) === mandate.proposedBy) throw contract.mandateUnknown()
  if (mandate.state !== 'proposed' || mandate.validUntil < dayOf(call.now)) throw contract.mandateNotNow()
  enter(call, mandate)
  const state = agree ? 'in-force' : 'refused'
  await store.setAnswered(call.sql, mandateId, state, reason ?? null, call.now)
  await tell(call, mandate, otherParty(mandate, self), agree ? 'agreed' : 'refused')
  return one(call, { ...mandate, state, reason: reason ?? null }, self)
}

/** Ends a mandate, or takes back a proposal, at once; what was filed before stays filed. Throws as answering. */
export async function endMandate(
  call: Call,
  mandateId: Uuid,
  { reason = null }: { reason?: string | null },
  organisationId?: Uuid,
): Promise<contract.MandateRow> {
  const self = await speaker(call, organisationId)
  const mandate = await mine(call, mandateId, self)
  const by = sideOf(mandate, self) as store.Side
  const takenBack = mandate.state === 'proposed' && by === mandate.proposedBy
  if (mandate.state !== 'in-force' && !takenBack) throw contract.mandateNotNow()
  enter(call, mandate)
  const state = takenBack ? 'withdrawn' : 'ended'
  await store.setEnded(call.sql, mandateId, { state, by, reason, at: call.now })
  await tell(call, mandate, otherParty(mandate, self), 'ended')
  return one(call, { ...mandate, state, reason, endedAt: call.now.toISOString() }, self)
}

/**
 * A mandate ends with the death of either side, or with the organisation. Civil Code 91/2015/QH13, art. 140(3). Safe to
 * repeat.
 */
export async function endMandatesOf(call: Call, gone: store.Whose, by: 'death' | 'closing'): Promise<void> {
  for (const mandate of await store.endAllOf(call.sql, gone, by, call.now)) {
    enter(call, mandate)
    await tell(call, mandate, otherParty(mandate, gone as Party), 'ended')
  }
}

export async function listMyMandates(call: Call): Promise<contract.MandateRow[]> {
  const self = await speaker(call)
  reads(call, self.number as PersonNumber, ['mandates'])
  return rowsOf(call, await store.selectMandates(call.sql, self, SHOWN), self)
}

export async function listOrganisationMandates(
  call: Call,
  organisationId: Uuid,
): Promise<contract.MandateRow[]> {
  const self = { organisationId: (await readRepresented(call, organisationId)).organisationId }
  return rowsOf(call, await store.selectMandates(call.sql, self, SHOWN), self)
}

/** Throws mandateNotCovering when the caller acts by a mandate that does not name this service. */
export function mustCover({ actor }: Pick<Call, 'actor'>, serviceCode: string): void {
  const covered = coveredServices({ actor })
  if (covered && !covered.includes(serviceCode)) throw contract.mandateNotCovering()
}

/** Codes of the services whose matters the caller may see; null when nothing limits him. */
export function coveredServices({ actor }: Pick<Call, 'actor'>): readonly string[] | null {
  const mandates = actor.kind === 'citizen' ? actor.representative?.mandates : null
  return mandates?.flatMap(({ services }) => services) ?? null
}

/**
 * Counts a use of a mandate of the caller's that covers the service, in the call that files something by it; answers
 * which, or null when he needs none. Throws mandateUsedUp.
 */
export async function useMandate(call: Call, serviceCode: string): Promise<Uuid | null> {
  const mandates = call.actor.kind === 'citizen' ? call.actor.representative?.mandates : null
  if (!mandates) return null
  const fit = mandates.filter(({ services }) => services.includes(serviceCode))
  const used = await useOneOf(call, fit)
  const by = call.actor.kind === 'citizen' ? call.actor.representative?.organisation : undefined
  if (by) await noteOnOrganisation(call, by.organisationId, 'acted-for-person')
  return used
}

interface Usable {
  mandateId: Uuid
  /** The mandate by which an organisation lets somebody use the one that it holds. */
  through?: Uuid | undefined
}

/** Counts a use of the first of these that has one left, and of what it is used through. Throws mandateUsedUp. */
export async function useOneOf(call: Pick<Call, 'sql' | 'now'>, fit: readonly Usable[]): Promise<Uuid> {
  const today = dayOf(call.now)
  const ids = fit.map(({ mandateId }) => mandateId)
  const used = await store.countUse(call.sql, ids, today)
  const through = fit.find(({ mandateId }) => mandateId === used)?.through
  if (!used || (through && !(await store.countUse(call.sql, [through], today))))
    throw contract.mandateUsedUp()
  return used
}

async function mine(call: Call, mandateId: Uuid, self: Party): Promise<store.Mandate> {
  const mandate = await store.lockMandate(call.sql, mandateId)
  if (!mandate || !sideOf(mandate, self)) throw contract.mandateUnknown()
  return mandate
}

/** Tells the other side; what happens to an organisation's mandates stands in its history too. */
async function tell(
  call: Call,
  { mandateId, ...mandate }: store.Mandate,
  other: Party,
  what: 'proposed' | 'agreed' | 'refused' | 'ended',
): Promise<void> {
  for (const organisationId of [mandate.principalOrganisation, mandate.agentOrganisation])
    if (organisationId) await noteOnOrganisation(call, organisationId, `mandate-${what}`)
  const told = await toldOf(call, other)
  if (told) await emit(call, contract.mandateMoved, { mandateId, told, what }, { person: told })
}

async function one(call: Call, mandate: store.Mandate, self: Party): Promise<contract.MandateRow> {
  const [row] = await rowsOf(call, [mandate], self)
  return row!
}

async function rowsOf(
  call: Call,
  mandates: readonly store.Mandate[],
  self: Party,
): Promise<contract.MandateRow[]> {
  const others = mandates.map((mandate) => otherParty(mandate, self))
  const names = await namesOf(call, others)
  const known = await knownServices(call)
  const today = dayOf(call.now)
  return mandates.map((mandate, index) => {
    const side = sideOf(mandate, self) as store.Side
    const open = mandate.state === 'proposed' || mandate.state === 'in-force'
    const state = open && mandate.validUntil < today ? 'expired' : mandate.state
    return {
      mandateId: mandate.mandateId,
      side,
      otherName: names.get(keyOf(others[index]!)) ?? '',
      services: mandate.services.map((code) => ({ code, name: known.get(code) ?? { vi: code, en: code } })),
      validFrom: mandate.validFrom,
      validUntil: mandate.validUntil,
      usesMax: mandate.usesMax,
      uses: mandate.uses,
      state,
      waitsForYou: state === 'proposed' && side !== mandate.proposedBy,
      reason: mandate.reason,
      proposedAt: mandate.proposedAt,
      endedAt: mandate.endedAt,
    }
  })
}
