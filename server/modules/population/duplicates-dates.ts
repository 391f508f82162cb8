/** How near two dates of birth are when one person may have been written down twice. Pure. */
import { isDay } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'

export interface BirthDate {
  bornOn: Day
  bornPrecision: 'D' | 'M' | 'Y'
}

/** `same-month`, `same-year`: both know no more than that; `swapped`: day and month changed places; `partial`: one says less and contradicts nothing; `slip`: one digit off. */
export type DateGrade = 'same' | 'same-month' | 'same-year' | 'swapped' | 'partial' | 'slip' | 'different'

export function gradeDates(a: BirthDate, b: BirthDate): DateGrade {
  const least = leastPrecise(a.bornPrecision, b.bornPrecision)
  if (least !== 'D') {
    const length = least === 'Y' ? 4 : 7
    if (a.bornOn.slice(0, length) !== b.bornOn.slice(0, length)) return 'different'
    if (a.bornPrecision !== b.bornPrecision) return 'partial'
    return least === 'Y' ? 'same-year' : 'same-month'
  }
  if (a.bornOn === b.bornOn) return 'same'
  if (swapped(a.bornOn) === b.bornOn) return 'swapped'
  return digitsOff(a.bornOn, b.bornOn) === 1 ? 'slip' : 'different'
}

function leastPrecise(a: BirthDate['bornPrecision'], b: BirthDate['bornPrecision']) {
  return a === 'Y' || b === 'Y' ? 'Y' : a === 'M' || b === 'M' ? 'M' : 'D'
}

/** The date with day and month changed; undefined when that is no other date. */
export function swapped(day: Day): Day | undefined {
  const [year, month, date] = day.split('-') as [string, string, string]
  return Number(date) <= 12 && date !== month ? `${year}-${date}-${month}` : undefined
}

function digitsOff(a: Day, b: Day): number {
  let off = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) off++
  return off
}

/** Every date that is one digit off, a lifetime around. */
export function datesNear(day: Day): Day[] {
  const near: Day[] = []
  for (const at of [2, 3, 5, 6, 8, 9]) {
    for (let digit = 0; digit <= 9; digit++) {
      const other = `${day.slice(0, at)}${digit}${day.slice(at + 1)}`
      if (other !== day && isDay(other)) near.push(other)
    }
  }
  return near
}
