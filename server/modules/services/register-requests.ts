/**
 * Telling registers of other agencies (chuyển, đồng bộ sang cơ sở dữ liệu của cơ quan khác): what a dossier needs of
 * them is kept with its state, sent after the commit, sent again when the other side is down, and parked in sight of
 * the administrators when it stays so. One refused or parked leaves the rest of the dossier as it is.
 * Decree 63/2024/NĐ-CP; Decree 278/2025/NĐ-CP.
 */

import { type Call, changes } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { type OtherRegisters, registerOf } from '#ports/other-registers.ts'
import { bundleOf } from './catalogue.ts'
import { claimsOfDossier } from './claims.store.ts'
import { answerClaim } from './claims.ts'
import { decideElsewhere } from './decisions.ts'
import { tell } from './dossier-moves.ts'
import type { DossierLink } from './dossiers.contract.ts'
import { lockDossier } from './dossiers.store.ts'
import * as store from './register-requests.store.ts'
import { requestStateWords } from './states.ts'
import { carryOnLater } from './telling.ts'

/** After so many attempts nobody waits any longer: an administrator sees it. */
const ATTEMPTS = 5
const RETRY_SECONDS = [10, 60, 300, 1800]
const ASK_AGAIN_SECONDS = [2, 10, 60, 600]

/** The next thing to do about a request: send it, or ask what became of it. Safe to repeat; never throws for the other side. */
export async function carryOn(call: Call, { requestId }: { requestId: Uuid }): Promise<void> {
  const request = await store.lockRequest(call.sql, requestId)
  if (!request || (request.state !== 'waiting' && request.state !== 'acknowledged')) return
  call.entry.dossierId = request.dossierId
  const after = await withOtherSide(call.ports.otherRegisters, request, call.now)
  changes(call, request.subjectNumber, ['register-request'])
  await store.updateRequest(call.sql, after)
  if (after.state === 'waiting') await carryOnLater(call, requestId, pause(RETRY_SECONDS, after.attempts))
  else if (after.state === 'acknowledged') {
    const waits = after.error ? RETRY_SECONDS : ASK_AGAIN_SECONDS
    await carryOnLater(call, requestId, pause(waits, after.attempts))
  }
  await told(call, request, after)
}

/** Sends where it was not taken yet, then asks: a register may answer at once. */
async function withOtherSide(
  port: OtherRegisters,
  request: store.RequestRecord,
  now: Date,
): Promise<store.RequestRecord> {
  const after = { ...request, error: null as string | null }
  const at = now.toISOString()
  try {
    if (after.state === 'waiting') {
      const { number } = await port.send({
        id: request.requestId,
        register: request.register,
        act: request.act,
        dossierCode: request.dossierCode,
        personNumber: request.subjectNumber,
        data: request.data,
      })
      Object.assign(after, { state: 'acknowledged', receiptNumber: number, acknowledgedAt: at, attempts: 0 })
    }
    const answer = await port.answer(request.register, request.requestId)
    if (answer.state === 'pending') return { ...after, attempts: after.attempts + 1 }
    const { state } = answer
    return state === 'done'
      ? { ...after, state, answeredAt: at, result: answer.result }
      : { ...after, state, answeredAt: at, reason: answer.reason }
  } catch (error) {
    const attempts = after.attempts + 1
    const why = (error as Error).message.slice(0, 200)
    return { ...after, attempts, error: why, state: attempts >= ATTEMPTS ? 'parked' : after.state }
  }
}

/** What an answer does: it decides the dossier when it must, and open pages read again. */
async function told(call: Call, before: store.RequestRecord, { state, result, reason }: store.RequestRecord) {
  if (before.state === state) return
  if (state === 'done' || state === 'refused') {
    const outcome = state === 'done' ? 'granted' : 'refused'
    await answerClaim(call, before.requestId, { outcome, reason })
  }
  const dossier = await lockDossier(call.sql, before.dossierId)
  if (!dossier) return
  if (before.decides && (state === 'done' || state === 'refused')) {
    const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
    const { register, act } = before
    await decideElsewhere(call, bundle, dossier, { state, reason, rows: rowsOf(register, act, result) })
  } else {
    await tell(call, dossier)
  }
}

/** What a register made, in words for papers. */
function rowsOf(register: string, act: string, result: Record<string, string> | null) {
  const makes = registerOf(register)?.acts.find((one) => one.act === act)?.makes ?? []
  return makes.flatMap(({ key, label }) =>
    result?.[key] ? [{ label: label.vi, value: spoken(result[key]) }] : [],
  )
}

function spoken(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').reverse().join('/') : value
}

function pause(seconds: readonly number[], attempts: number): number {
  return seconds[Math.min(Math.max(attempts, 1), seconds.length) - 1]!
}

/** What a dossier asked of other registers, for its page. */
export async function requestsOf(call: Call, dossierId: Uuid): Promise<DossierLink[]> {
  const [requests, claims] = await Promise.all([
    store.selectRequestsOf(call.sql, dossierId),
    claimsOfDossier(call.sql, dossierId),
  ])
  const taken = claims.filter((one) => one.state === 'withdrawn')
  const withdrawn = new Map(taken.map((one) => [one.requestId, one]))
  return requests.map(
    ({ requestId, register, act, receiptNumber, result, answeredAt, acknowledgedAt, madeAt, ...one }) => {
      const claim = withdrawn.get(requestId)
      const state = claim ? ('withdrawn' as const) : one.state
      const reason = claim ? claim.reason : one.reason
      const declared = registerOf(register)
      const what = declared?.acts.find((one) => one.act === act)?.words ?? { vi: act, en: act }
      const owner = declared?.name ?? { vi: register, en: register }
      const rows = rowsOf(register, act, result).map(({ label, value }) => `${label}: ${value}`)
      const note = reason ?? (rows.join('; ') || (receiptNumber ? `${receiptNumber}` : null))
      return {
        words: { vi: `${what.vi} (${owner.vi})`, en: `${what.en} (${owner.en})` },
        law: declared?.law ?? '',
        state,
        stateWords: requestStateWords[state],
        dossierId: null,
        problem: note ? { vi: note, en: note } : null,
        at: claim?.endedAt ?? answeredAt ?? acknowledgedAt ?? madeAt,
      }
    },
  )
}
