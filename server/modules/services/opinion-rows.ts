/** Opinions of other offices as the dossier shows them. */
import { holdersOf, positionTitle } from '#accounts'
import type { Call } from '#platform/call.ts'
import { agencyById } from '#reference'
import type { Dossier } from './dossiers.store.ts'
import type { OpinionRow } from './opinion-rows.contract.ts'
import { selectOpinions } from './opinions.store.ts'

export async function opinionsOf(call: Call, dossier: Dossier): Promise<OpinionRow[]> {
  if (dossier.opinions.length === 0) return []
  const found = await selectOpinions(call.sql, dossier)
  const holders = await holdersOf(
    call,
    found.map(({ answeredBy }) => answeredBy).filter((id) => id !== null),
  )
  const rows: OpinionRow[] = []
  for (const one of found) {
    const agency = await agencyById(call.sql, one.askedAgency)
    const title = one.answeredPosition ? await positionTitle(call, one.answeredPosition) : null
    rows.push({
      opinionId: one.opinionId,
      agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
      question: one.question,
      waits: one.waits,
      askedAt: one.askedAt,
      dueAt: one.dueAt,
      overdue: one.state === 'asked' && Date.parse(one.dueAt) < call.now.getTime(),
      state: one.state,
      verdict: one.verdict,
      answer: one.answer,
      endedAt: one.endedAt,
      by: title ? { name: holders.get(one.answeredBy ?? '')?.name ?? '', title } : null,
    })
  }
  return rows
}
