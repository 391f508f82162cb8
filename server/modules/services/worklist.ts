/** The worklist of an office (danh sách hồ sơ cần xử lý), most urgent first, with exact counts. */
import { officersOf } from '#accounts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import { bundleOf } from './catalogue.ts'
import type { WorklistCounts, WorklistFilter, WorklistRow } from './contract.ts'
import type { Dossier } from './dossiers.store.ts'
import { standsInFor } from './standing-in.ts'
import { states } from './states.ts'
import * as store from './worklist.store.ts'

const PAGE = 25

export interface WorklistNarrowed {
  service?: string
  channel?: Dossier['channel']
  holder?: string
}

export interface WorklistQuery extends WorklistNarrowed {
  filter: WorklistFilter
  counts?: boolean
  after?: string
  limit?: number
}

export async function listWorklist(
  call: Call,
  { filter, counts, after, limit = PAGE, ...narrowed }: WorklistQuery,
) {
  const ask: store.WorklistAsk = {
    ...(await scopeOf(call, narrowed)),
    filter,
    after: keyIn(after),
    limit: limit + 1,
  }
  const found =
    filter === 'closed' ? await store.selectClosed(call.sql, ask) : await store.selectOpen(call.sql, ask)
  const shown = found.slice(0, limit)
  const officers = shown.some(({ holderAppointment }) => holderAppointment)
    ? await officersOf(call, ask.agencyId)
    : []
  const names = new Map(officers.map(({ appointmentId, name }) => [appointmentId, name]))
  const rows: WorklistRow[] = []
  for (const one of shown) {
    reads(call, one.personNumber, ['name', 'birth-year', 'dossier-state'])
    const { name: service } = await bundleOf(call, one.serviceCode, one.serviceVersion)
    rows.push({
      dossierId: one.dossierId,
      code: one.code,
      serviceCode: one.serviceCode,
      service,
      applicant: { name: one.name, bornYear: Number(one.bornOn.slice(0, 4)) },
      state: one.state,
      stateWords: states[one.state].words,
      version: one.version,
      submittedAt: one.submittedAt,
      acceptedAt: one.acceptedAt,
      dueAt: one.nextDueAt,
      overdue: one.nextDueAt !== null && Date.parse(one.nextDueAt) < call.now.getTime(),
      atRisk: isAtRisk(one, call.now),
      paused: one.pausedSince !== null,
      holder: one.holderAppointment
        ? {
            appointmentId: one.holderAppointment,
            name: names.get(one.holderAppointment) ?? '',
            mine: ask.mine.includes(one.holderAppointment),
          }
        : null,
      proposed: one.state === 'proposed' ? one.proposed : null,
    })
  }
  const last = shown.at(-1)
  return {
    rows,
    next: found.length > limit && last ? `${last.sortAt}_${last.dossierId}` : null,
    counts: counts ? await store.countOpen(call.sql, ask) : null,
  }
}

export async function countWorklist(call: Call, narrowed: WorklistNarrowed): Promise<WorklistCounts> {
  return store.countOpen(call.sql, await scopeOf(call, narrowed))
}

async function scopeOf(
  call: Call,
  { service, channel, holder }: WorklistNarrowed,
): Promise<store.WorklistScope> {
  const { agencyId, appointmentId } = call.actor as OfficerActor
  return {
    agencyId,
    mine: [appointmentId, ...(await standsInFor(call))],
    service: service ?? null,
    channel: channel ?? null,
    holder: holder ?? null,
    now: call.now,
    endOfToday: instantAt(addDays(dayOf(call.now), 1)),
  }
}

/** Most of its term is over and it is not late yet. */
function isAtRisk({ warnAt, nextDueAt }: store.WorklistFound, now: Date): boolean {
  return (
    warnAt !== null &&
    nextDueAt !== null &&
    Date.parse(warnAt) <= now.getTime() &&
    Date.parse(nextDueAt) >= now.getTime()
  )
}

/** The key of the last row of the page before; one that was changed on the way begins the list anew. */
export function keyIn(after: string | undefined): store.WorklistAsk['after'] {
  const [, at, id] = /^(\d{4}-[\dT:.-]+Z)_([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  return at && id && !Number.isNaN(Date.parse(at)) ? { at, id } : null
}
