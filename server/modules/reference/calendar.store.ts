import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { SpecialDay } from './contract.ts'
import { type CalendarFacts, calendarOf, type WorkingCalendar } from './working-calendar.ts'

type DayRow = Omit<SpecialDay, 'name'> & { nameVi: string; nameEn: string }
const toSpecialDay = ({ nameVi, nameEn, ...row }: DayRow): SpecialDay => ({
  ...row,
  name: { vi: nameVi, en: nameEn },
})

export async function selectSpecialDays(sql: Sql, from: Day, until: Day): Promise<SpecialDay[]> {
  const rows = await sql<DayRow[]>`
    select day, kind, name_vi, name_en, confirmed, source
    from reference.special_days
    where day between ${from} and ${until}
    order by day`
  return rows.map(toSpecialDay)
}

export async function selectCalendar(sql: Sql): Promise<WorkingCalendar> {
  const specialDays = await selectSpecialDays(sql, '0001-01-01', '9999-12-31')
  const officeHours = await sql<CalendarFacts['officeHours'][number][]>`
    select valid_from, valid_until, spans from reference.office_hours order by valid_from`
  const [week] = await sql<Pick<CalendarFacts, 'weeklyRest' | 'knownUntil'>[]>`
    select weekly_rest, known_until from reference.week`
  if (!week) throw new Error('The working calendar is not loaded')
  return calendarOf({ specialDays, officeHours, ...week })
}
