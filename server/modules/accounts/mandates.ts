/** Mandates (ủy quyền): proposed, agreed, used, ended. Civil Code 91/2015/QH13, art. 138–141, 562–569. */
import { countAttempt } from '#platform/attempts.ts'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { compareNames, isMinor, type Person, peopleByNumbers, personByNumber } from '#population'
import { lawParameter } from '#reference'
import { accountOf } from './accounts.ts'
import * as contract from './mandates.contract.ts'
import * as store from './mandates.store.ts'

const MOST_OPEN = 50
const SHOWN = 100
const PROPOSALS_AN_HOUR = 10

/** Names of the services a mandate may cover; `services` registers them. */
export type KnownServices = (call: Call) => Promise<ReadonlyMap<string, Words>>
let knownServices: KnownServices = async () => new Map()
export function registerMandateServices(known: KnownServices): void {
  knownServices = known
}

/**
 * Proposes a mandate to the other side. Throws mandatePartnerUnknown whether the number or the name is wrong or he
 * has no account, so that nobody is found out by asking; mandateTermWrong, mandateServiceUnknown, tooManyMandates.
 */
export async function proposeMandate(call: Call, given: contract.NewMandate): Promise<contract.MandateRow> {
  const self = caller(call)
  const today = dayOf(call.now)
  const known = await knownServices(call)
  const services = [...new Set(given.services)]
  if (services.some((code) => !known.has(code))) throw contract.mandateServiceUnknown()
  const validUntil = await lastDay(call, given, today)
  if ((await countAttempt(call.sql, `mandate:${self.accountId}`, 60, call.now)) > PROPOSALS_AN_HOUR)
    throw contract.tooManyProposals()
  const other = await partner(call, given, today)
  if ((await store.countOpen(call.sql, self.number, today)) >= MOST_OPEN) throw contract.tooManyMandates()
  const me = { number: self.number, personId: self.personId }
  const [principal, agent] = given.side === 'principal' ? [me, other] : [other, me]
  const mandate: store.Mandate = {
    mandateId: uuidv7(call.now.getTime()),
    principalNumber: principal.number,
    principalPerson: principal.personId,
    agentNumber: agent.number,
    agentPerson: agent.personId,
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
  await tell(call, mandate, otherSide(mandate, self.number), 'proposed')
  return one(call, mandate, self.number)
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

/** The other side, an adult who uses a level-2 account, named by number and name together. */
async function partner(call: Call, { otherNumber, otherName }: contract.NewMandate, today: Day) {
  reads(call, otherNumber, ['name', 'account'])
  const person = await personByNumber(call, otherNumber)
  const right =
    person?.status === 'alive' &&
    person.personNumber !== caller(call).number &&
    compareNames(otherName, person.name) !== 'different' &&
    !(await isMinor(call, person, today))
  const account = right ? await accountOf(call, 'citizen', person.personNumber) : null
  if (!right || account?.level !== 2) throw contract.mandatePartnerUnknown()
  return { number: person.personNumber, personId: person.personId }
}

/** Answers a proposal. Throws mandateUnknown when it is not the caller's to answer, mandateNotNow. */
export async function answerMandate(
  call: Call,
  mandateId: Uuid,
  { agree, reason }: { agree: boolean; reason?: string },
): Promise<contract.MandateRow> {
  const { number } = caller(call)
  const mandate = await mine(call, mandateId, number)
  if (sideOf(mandate, number) === mandate.proposedBy) throw contract.mandateUnknown()
  if (mandate.state !== 'proposed' || mandate.validUntil < dayOf(call.now)) throw contract.mandateNotNow()
  enter(call, mandate)
  const state = agree ? 'in-force' : 'refused'
  await store.setAnswered(call.sql, mandateId, state, reason ?? null, call.now)
  await tell(call, mandate, otherSide(mandate, number), agree ? 'agreed' : 'refused')
  return one(call, { ...mandate, state, reason: reason ?? null }, number)
}

/** Ends a mandate, or takes back a proposal, at once; what was filed before stays filed. Throws as answering. */
export async function endMandate(
  call: Call,
  mandateId: Uuid,
  { reason = null }: { reason?: string | null },
): Promise<contract.MandateRow> {
  const { number } = caller(call)
  const mandate = await mine(call, mandateId, number)
  const by = sideOf(mandate, number)
  const takenBack = mandate.state === 'proposed' && by === mandate.proposedBy
  if (mandate.state !== 'in-force' && !takenBack) throw contract.mandateNotNow()
  enter(call, mandate)
  const state = takenBack ? 'withdrawn' : 'ended'
  await store.setEnded(call.sql, mandateId, { state, by, reason, at: call.now })
  await tell(call, mandate, otherSide(mandate, number), 'ended')
  return one(call, { ...mandate, state, reason, endedAt: call.now.toISOString() }, number)
}

/** A mandate ends with the death of either side. Civil Code 91/2015/QH13, art. 140(3). Safe to repeat. */
export async function endMandatesOfDead(call: Call, dead: PersonNumber): Promise<void> {
  for (const mandate of await store.endAllOf(call.sql, dead, call.now)) {
    enter(call, mandate)
    await tell(call, mandate, otherSide(mandate, dead), 'ended')
  }
}

export async function listMyMandates(call: Call): Promise<contract.MandateRow[]> {
  const { number } = caller(call)
  reads(call, number, ['mandates'])
  return rowsOf(call, await store.selectMandates(call.sql, number, SHOWN), number)
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
  const ids = fit.map(({ mandateId }) => mandateId)
  const used = await store.countUse(call.sql, ids, dayOf(call.now))
  if (!used) throw contract.mandateUsedUp()
  return used
}

function caller(call: Call): CitizenActor {
  return call.actor as CitizenActor
}

async function mine(call: Call, mandateId: Uuid, number: PersonNumber): Promise<store.Mandate> {
  const mandate = await store.lockMandate(call.sql, mandateId)
  if (!mandate || ![mandate.principalNumber, mandate.agentNumber].includes(number))
    throw contract.mandateUnknown()
  return mandate
}

function sideOf(mandate: store.Mandate, number: PersonNumber): store.Side {
  return mandate.principalNumber === number ? 'principal' : 'agent'
}

function otherSide(mandate: store.Mandate, number: PersonNumber): PersonNumber {
  return mandate.principalNumber === number ? mandate.agentNumber : mandate.principalNumber
}

function enter(call: Call, { principalNumber, agentNumber }: store.Mandate): void {
  for (const number of [principalNumber, agentNumber]) changes(call, number, ['mandates'])
}

async function tell(
  call: Call,
  { mandateId }: store.Mandate,
  told: PersonNumber,
  what: 'proposed' | 'agreed' | 'refused' | 'ended',
): Promise<void> {
  await emit(call, contract.mandateMoved, { mandateId, told, what }, { person: told })
}

async function one(call: Call, mandate: store.Mandate, number: PersonNumber): Promise<contract.MandateRow> {
  const [row] = await rowsOf(call, [mandate], number)
  return row!
}

async function rowsOf(
  call: Call,
  mandates: readonly store.Mandate[],
  number: PersonNumber,
): Promise<contract.MandateRow[]> {
  const others = mandates.map((mandate) => otherSide(mandate, number))
  for (const other of others) reads(call, other, ['name'])
  const people: ReadonlyMap<PersonNumber, Person> = await peopleByNumbers(call, others)
  const known = await knownServices(call)
  const today = dayOf(call.now)
  return mandates.map((mandate, index) => {
    const side = sideOf(mandate, number)
    const open = mandate.state === 'proposed' || mandate.state === 'in-force'
    const state = open && mandate.validUntil < today ? 'expired' : mandate.state
    return {
      mandateId: mandate.mandateId,
      side,
      otherName: people.get(others[index]!)?.name ?? '',
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
