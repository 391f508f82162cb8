/** What an office filed at its counter on a day. */
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import { bundleOf } from './catalogue.ts'
import type { CounterFiling } from './contract.ts'
import { countFiled, selectFiled } from './counter-filings.store.ts'
import { uuidIn } from './dossier-view.ts'
import { states } from './states.ts'

const PAGE = 50

export async function listCounterFilings(
  call: Call,
  asked: { day?: Day; after?: string; limit?: number },
): Promise<{ rows: CounterFiling[]; next: string | null; count: number }> {
  const { agencyId } = call.actor as OfficerActor
  const { day = dayOf(call.now), limit = PAGE } = asked
  const when = { agencyId, from: instantAt(day), until: instantAt(addDays(day, 1)) }
  const found = await selectFiled(call.sql, { ...when, after: uuidIn(asked.after), limit: limit + 1 })
  const rows: CounterFiling[] = []
  for (const one of found.slice(0, limit)) {
    reads(call, one.personNumber, ['name', 'dossier-state'])
    const agency = await agencyById(call.sql, one.agencyId)
    rows.push({
      dossierId: one.dossierId,
      code: one.code,
      serviceCode: one.serviceCode,
      service: (await bundleOf(call, one.serviceCode, one.serviceVersion)).name,
      applicant: one.name,
      agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
      state: one.state,
      stateWords: states[one.state].words,
      submittedAt: one.submittedAt,
      dueAt: one.dueAt,
    })
  }
  const next = found.length > limit ? (rows.at(-1)?.dossierId ?? null) : null
  return { rows, next, count: await countFiled(call.sql, when) }
}
