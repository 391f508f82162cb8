/**
 * The alarm when another agency's register has not taken what it was told in time (Decree 63/2024/NĐ-CP, within
 * `linked.sync-minutes`): an event, a step in the history of the dossier it all began with, and a line before its office
 * and leaders until the other side has it.
 */
import { holdersOf } from '#accounts'
import { type Call, changes, type OfficerActor } from '#platform/call.ts'
import { registerOf } from '#ports/other-registers.ts'
import { bundleOf } from './catalogue.ts'
import { officeName, officesUnder } from './deadlines.ts'
import { happened, tell } from './dossier-moves.ts'
import { lockDossier } from './dossiers.store.ts'
import { syncLate } from './events.contract.ts'
import type { LateSync } from './late-syncs.contract.ts'
import * as store from './late-syncs.store.ts'
import { requestStateWords } from './states.ts'
import { recordStep } from './steps.ts'
import { keyIn } from './worklist.ts'

/** One run raises at most so many; the next takes the rest. */
const AT_ONCE = 200
const PAGE = 25
const LEADERS: readonly string[] = ['signing-leader', 'steering']

/** Safe to repeat: each is raised once. */
export async function raiseLateSyncs(call: Call): Promise<void> {
  for (const late of await store.lockLate(call.sql, call.now, AT_ONCE)) {
    const dossierId = (await store.selectFirst(call.sql, late)) ?? late.dossierId
    await store.setRaised(call.sql, late, { at: call.now, dossierId })
    const dossier = await lockDossier(call.sql, dossierId)
    if (!dossier) continue
    changes(call, late.subjectNumber, ['register-request'])
    const { state } = dossier
    const { vi: note } = whatOf(late)
    await recordStep(call, dossier, { act: 'sync-late', from: state, to: state, note, by: 'system' })
    await happened(call, syncLate, dossier, { requestId: late.requestId, register: late.register })
    await tell(call, dossier)
  }
}

/** A leader sees the offices below his own as well. */
export async function listLateSyncs(call: Call, { after, limit = PAGE }: { after?: string; limit?: number }) {
  const { agencyId: mine, roles } = call.actor as OfficerActor
  const leads = roles.some((role) => LEADERS.includes(role))
  const agencies = leads ? await officesUnder(call, mine) : [mine]
  const found = await store.selectLate(call.sql, { agencies, after: keyIn(after), limit: limit + 1 })
  const shown = found.slice(0, limit)
  const holders = await holdersOf(
    call,
    shown.map(({ holderAppointment }) => holderAppointment).filter((id) => id !== null),
  )
  const rows: LateSync[] = []
  for (const one of shown) {
    rows.push({
      requestId: one.requestId,
      dossierId: one.dossierId,
      code: one.code,
      service: (await bundleOf(call, one.serviceCode, one.serviceVersion)).name,
      office: await officeName(call, one.agencyId),
      own: one.agencyId === mine,
      what: whatOf(one),
      requestState: one.requestState,
      requestStateWords: requestStateWords[one.requestState],
      attempts: one.attempts,
      dueAt: one.syncDueAt,
      raisedAt: one.raisedAt,
      holder: holders.get(one.holderAppointment ?? '')?.name ?? null,
    })
  }
  const last = shown.at(-1)
  return {
    rows,
    next: found.length > limit && last ? `${last.syncDueAt}_${last.requestId}` : null,
    total: await store.countLate(call.sql, agencies),
  }
}

/** “Cấp thẻ bảo hiểm y tế (Cơ sở dữ liệu quốc gia về bảo hiểm)”. */
function whatOf({ register, act }: Pick<store.ToRaise, 'register' | 'act'>) {
  const declared = registerOf(register)
  const words = declared?.acts.find((one) => one.act === act)?.words ?? { vi: act, en: act }
  const name = declared?.name ?? { vi: register, en: register }
  return { vi: `${words.vi} (${name.vi})`, en: `${words.en} (${name.en})` }
}
