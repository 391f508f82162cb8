/** Dossiers that stand on a life event or recorded it: seen before it is corrected or annulled. Loaded with the module. */
import { dayOf } from '#platform/day.ts'
import { registerDependents } from '#population'

const recorded = { vi: 'Đã ghi sự kiện này', en: 'Recorded this event' }
const open = { vi: 'Đang giải quyết', en: 'Being handled' }

registerDependents('services', async ({ sql }, number, event) => {
  const rows = await sql<{ code: string; submittedAt: string; closed: boolean }[]>`
    select code, submitted_at, closed_at is not null as closed
    from services.dossiers
    where dossier_id = ${event.dossierId}
      or (person_number = ${number} and closed_at is null)
    order by submitted_at desc, dossier_id
    limit 50`
  return rows.map(({ code, submittedAt, closed }) => ({
    kind: 'dossier' as const,
    words: { vi: `Hồ sơ ${code}`, en: `Dossier ${code}` },
    name: null,
    on: dayOf(new Date(submittedAt)),
    state: closed ? recorded : open,
  }))
})
