/** The office answers (trả lời): within its clock, the head himself where its own conduct or decision is in question. */
import { registeredName } from '#accounts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import type { Uuid } from '#platform/schemas.ts'
import { contactsOf } from '#population'
import { agencyById, agencyIdOf } from '#reference'
import { reopenRefused } from '#services'
import type { Case } from './cases.store.ts'
import * as store from './cases.store.ts'
import { agencyWords, detailOf, moveCase, pageOf, uuidIn } from './cases.ts'
import type { DeskCase } from './contract.ts'
import * as contract from './contract.ts'

const PAGE = 50

/** Answered by the head of the office alone: his desk's conduct, or a decision of the office, is in question. */
const leaderOnly = ({ kind }: Pick<Case, 'kind'>) => kind === 'complaint' || kind === 'paper-asked'

export async function listDeskCases(
  call: Call,
  { list, after, limit = PAGE }: { list: 'open' | 'answered'; after?: string; limit?: number },
) {
  const { agencyId } = call.actor as OfficerActor
  const found = await store.selectCasesAt(call.sql, agencyId, list, uuidIn(after), limit + 1)
  for (const { personNumber } of found.slice(0, limit)) reads(call, personNumber, ['feedback'])
  return pageOf(call, found, limit)
}

export async function countDeskCases(call: Call) {
  return store.countOpen(call.sql, (call.actor as OfficerActor).agencyId, call.now)
}

export async function readDeskCase(call: Call, caseId: Uuid): Promise<DeskCase> {
  return view(call, await deskCase(call, caseId))
}

async function deskCase(call: Call, caseId: Uuid, hold = false): Promise<Case> {
  const found = await store.selectCase(call.sql, caseId, hold)
  if (!found) throw contract.caseUnknown()
  reads(call, found.personNumber, ['feedback', 'name', 'phone'])
  if (found.agencyId !== (call.actor as OfficerActor).agencyId) throw contract.caseUnknown()
  return found
}

export async function takeUpCase(call: Call, caseId: Uuid, { version }: { version: number }) {
  const one = await deskCase(call, caseId, true)
  const set = { takenUpAt: call.now.toISOString() }
  return view(call, await moveCase(call, one, version, 'take-up', set, null))
}

export interface Transfer {
  version: number
  unitId: number
  agencyKind: 'commune-police' | 'commune-committee'
  reason: string
}

/** Passes a case on, once; its clock goes on as it was. Throws agencyUnknown, notNow. */
export async function transferCase(call: Call, caseId: Uuid, given: Transfer) {
  const one = await deskCase(call, caseId, true)
  if (leaderOnly(one) || one.transfers > 0) throw contract.notNow()
  const agency = await agencyById(call.sql, agencyIdOf(given.agencyKind, given.unitId))
  if (!agency || agency.agencyId === one.agencyId) throw contract.agencyUnknown()
  const set = { agencyId: agency.agencyId, unitId: given.unitId, transfers: 1, takenUpAt: null }
  await moveCase(call, one, given.version, 'transfer', set, given.reason)
  return { caseId }
}

export interface Answer {
  version: number
  outcome: 'founded' | 'unfounded'
  answer: string
  published?: string
}

/**
 * Answers. A complaint that is right cancels the refusal in the same transaction (Law on Complaints 02/2011/QH13,
 * art. 31). Throws leaderAnswers, caseChanged, notNow.
 */
export async function answerCase(call: Call, caseId: Uuid, given: Answer) {
  const officer = call.actor as OfficerActor
  const one = await deskCase(call, caseId, true)
  if (leaderOnly(one) && !officer.roles.includes('signing-leader')) throw contract.leaderAnswers()
  const right = one.kind === 'complaint' && given.outcome === 'founded'
  const reopened =
    right && one.dossierId !== null && (await reopenRefused(call, one.dossierId, 'Khiếu nại đúng'))
  const set = {
    reopened,
    answeredAt: call.now.toISOString(),
    answeredBy: officer.appointmentId,
    outcome: given.outcome,
    answer: given.answer,
    published: one.mayPublish ? (given.published ?? null) : null,
  }
  const next = await moveCase(call, one, given.version, 'answer', set, null)
  const agency = await agencyWords(call, next.agencyId)
  const { personNumber, kind } = next
  await emit(call, contract.caseAnswered, { caseId, personNumber, kind, agency }, { person: personNumber })
  return view(call, next)
}

async function view(call: Call, one: Case): Promise<DeskCase> {
  const name = (await registeredName(call.sql, one.personNumber)) ?? ''
  const { phone = null } = (await contactsOf(call, one.personNumber)) ?? {}
  return { ...(await detailOf(call, one)), sender: { name, phone }, leaderOnly: leaderOnly(one) }
}
