/**
 * From the sandbox to real people: asked by the engineer, decided by an administrator within the term of the law.
 * Decree 69/2024/NĐ-CP: 30 days; 7 working days for one that is connected already and only widened.
 */
import { purposes } from '#audit'
import type { Call, OfficerActor } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import * as contract from './contract.ts'
import * as store from './registrations.store.ts'
import {
  note,
  type Opened,
  open,
  openOwn,
  organisationKind,
  putInForce,
  registrationView,
  requestRow,
  wantedFrom,
} from './registrations.ts'
import { saveRelyingParty } from './relying-parties.ts'

const LISTED_MAX = 100
const ALL_MAX = 200

/** Asks for approval as the system stands in the sandbox. Throws securityLevelLow, providerMissing, requestPending. */
export async function requestProduction(call: Call, clientId: string) {
  const opened = await openOwn(call, clientId, 'lock')
  if (opened.party.status !== 'sandbox') throw contract.requestDecided()
  const { kind } = await organisationKind(call, opened.terms.agencyId)
  if (kind === 'business' && !opened.terms.providerAcceptedAt) throw contract.providerMissing()
  return await ask(call, opened, 'production', wantedFrom(opened.party, opened.terms))
}

/** Changes a system: at once in the sandbox, by a request when it is approved. */
export async function changeRegistration(
  call: Call,
  clientId: string,
  wanted: contract.NewRegistration,
): Promise<{ requestId: Uuid | null }> {
  const opened = await openOwn(call, clientId, 'lock')
  if (opened.party.status === 'sandbox') {
    await putInForce(call, opened, wanted)
    await note(call, clientId, 'changed')
    return { requestId: null }
  }
  return { requestId: (await ask(call, opened, 'widening', wanted)).requestId }
}

async function ask(
  call: Call,
  { terms }: Opened,
  kind: 'production' | 'widening',
  wanted: contract.NewRegistration,
): Promise<{ requestId: Uuid; dueOn: Day }> {
  const { accountId } = call.actor as OfficerActor
  const least = await lawParameter(call, 'relying-party.security-level-min', dayOf(call.now))
  if (wanted.securityLevel < Number(least.value)) throw contract.securityLevelLow()
  const requestId = uuidv7(call.now.getTime())
  const dueOn = await dueDay(call, kind)
  const request = { requestId, clientId: terms.clientId, kind, wanted, dueOn }
  if (!(await store.insertRequest(call.sql, request, accountId, call.now))) throw contract.requestPending()
  await note(call, terms.clientId, 'asked', { kind })
  return { requestId, dueOn }
}

async function dueDay(call: Call, kind: 'production' | 'widening'): Promise<Day> {
  const today = dayOf(call.now)
  if (kind === 'production') {
    const days = await lawParameter(call, 'relying-party.decision-days', today)
    return addDays(today, Number(days.value))
  }
  const days = await lawParameter(call, 'relying-party.widening-working-days', today)
  return addWorkingDays(call.now, Number(days.value), await workingCalendar(call)).dueOn
}

export async function listRequests(call: Call, state: 'open' | 'decided' = 'open') {
  const rows = await store.selectRequests(call.sql, { open: state === 'open' }, LISTED_MAX)
  return { rows: rows.map((row) => requestRow(call, row)) }
}

/** Throws requestUnknown. */
export async function readRequest(call: Call, requestId: Uuid) {
  const request = await store.selectRequest(call.sql, requestId)
  if (!request) throw contract.requestUnknown()
  const now = await registrationView(call, await open(call, request.clientId))
  return { request: requestRow(call, request), wanted: request.wanted, now, purposes: purposesNamed() }
}

function purposesNamed() {
  const named = purposes.filter(({ code }) => code.startsWith('partner/'))
  return Object.fromEntries(named.map(({ code, vi, en }) => [code, { vi, en }]))
}

/** Decides. What was asked for comes into force with the approval. Throws requestUnknown, requestDecided. */
export async function decideRequest(
  call: Call,
  requestId: Uuid,
  {
    decision,
    reasons,
    note: said,
  }: { decision: 'approved' | 'refused'; reasons: string[]; note: string | null },
): Promise<{ decidedAt: string }> {
  const { accountId: by } = call.actor as OfficerActor
  const request = await store.selectRequest(call.sql, requestId)
  if (!request) throw contract.requestUnknown()
  if (decision === 'refused' && reasons.length === 0)
    throw contract.registrationFlawed({
      with: {
        flaws: [
          { field: 'reasons', words: { vi: 'hãy nêu ít nhất một lý do', en: 'name at least one reason' } },
        ],
      },
    })
  const opened = await open(call, request.clientId, 'lock')
  const decided = { decision, reasons: decision === 'approved' ? [] : reasons, note: said, by, now: call.now }
  if (!(await store.setDecision(call.sql, requestId, decided))) throw contract.requestDecided()
  if (decision === 'approved') {
    const status = opened.party.status === 'suspended' ? 'suspended' : 'production'
    await putInForce(call, opened, request.wanted, status)
  }
  await note(call, request.clientId, decision, { kind: request.kind, reasons: decided.reasons })
  return { decidedAt: call.now.toISOString() }
}

export async function listAll(call: Call): Promise<{ rows: contract.RegistrationRow[] }> {
  const rows = await store.selectRegistrations(call.sql, {}, ALL_MAX)
  return { rows: rows.map(({ acceptedAt: _, ...row }) => row) }
}

/** Every process hears of it when the call commits; tokens given before are refused from then on. */
export async function suspend(call: Call, clientId: string, reason: string) {
  const { party } = await open(call, clientId, 'lock')
  await saveRelyingParty(call, { ...party, status: 'suspended' })
  await store.touchRegistration(call.sql, clientId, call.now)
  await note(call, clientId, 'suspended', { reason, before: party.status })
  return { status: 'suspended' as const }
}

/** Back to where it was: production when it was ever approved, else the sandbox. */
export async function resume(call: Call, clientId: string, reason: string) {
  const { party } = await open(call, clientId, 'lock')
  if (party.status !== 'suspended') return { status: party.status }
  const requests = await store.selectRequests(call.sql, { clientId, open: false }, LISTED_MAX)
  const approved = requests.some(({ decision }) => decision === 'approved')
  const status = approved ? ('production' as const) : ('sandbox' as const)
  await saveRelyingParty(call, { ...party, status })
  await store.touchRegistration(call.sql, clientId, call.now)
  await note(call, clientId, 'resumed', { reason })
  return { status }
}

/** A dated exception from FAPI 2.0, or its end. Throws registrationFlawed when the day is not ahead. */
export async function setPlainCode(call: Call, clientId: string, until: Day | null, reason: string) {
  const { party } = await open(call, clientId, 'lock')
  const today = dayOf(call.now)
  if (until !== null && (until <= today || until > addDays(today, EXCEPTION_DAYS_MAX)))
    throw contract.registrationFlawed({
      with: {
        flaws: [
          {
            field: 'until',
            words: {
              vi: `chọn một ngày trong ${EXCEPTION_DAYS_MAX} ngày tới`,
              en: `choose a day within the next ${EXCEPTION_DAYS_MAX} days`,
            },
          },
        ],
      },
    })
  const profile = until === null ? ('fapi2' as const) : ('plain-code' as const)
  await saveRelyingParty(call, { ...party, profile, plainCodeUntil: until })
  await store.touchRegistration(call.sql, clientId, call.now)
  await note(call, clientId, 'plain-code', { until, reason })
  return { plainCodeUntil: until }
}

/** Ours, not a law's: an exception from the default is for a move, not for good. */
const EXCEPTION_DAYS_MAX = 180
