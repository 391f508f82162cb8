import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SpecialDay } from './contract.ts'
import { mergedPauses } from './pauses.ts'
import { readWorkingCalendar } from './reference-files.ts'
import { calendarOf, isWorkingDay, msInto, numberOf, openingOf, spansOf } from './working-calendar.ts'
import {
  addWorkingDays,
  addWorkingHours,
  deadline,
  workingDaysBetween,
  workingTimeBetween,
} from './working-time.ts'

const calendar = calendarOf(readWorkingCalendar())
/** An instant from the clock on the wall in Việt Nam. */
const at = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+07:00`)
const wall = (instant: Date) =>
  new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const cutOff = '15:00'

test.each([
  ['an ordinary week', '2026-11-09 10:00', 3, '2026-11-12 17:00'],
  ['the day of receipt is not counted', '2026-11-09 07:30', 1, '2026-11-10 17:00'],
  ['over a weekend', '2026-11-13 10:00', 1, '2026-11-16 17:00'],
  ['at 15:00 sharp it is still that day', '2026-11-09 15:00', 1, '2026-11-10 17:00'],
  ['after 15:00 it counts from the next working day', '2026-11-09 15:01', 1, '2026-11-11 17:00'],
  ['Friday after 15:00 counts from Monday', '2026-11-13 16:10', 1, '2026-11-17 17:00'],
  ['online on a Sunday counts from Monday', '2026-11-15 21:00', 1, '2026-11-17 17:00'],
  ['over the culture day', '2026-11-20 10:00', 3, '2026-11-26 17:00'],
  ['over Tết', '2026-02-13 09:00', 3, '2026-02-25 17:00'],
  ['over a Hùng Kings day that falls on a Sunday', '2026-04-24 09:00', 1, '2026-04-28 17:00'],
  ['a Saturday worked in exchange counts', '2026-08-21 09:00', 1, '2026-08-22 17:00'],
  ['a Monday given in exchange and National Day do not', '2026-08-28 09:00', 1, '2026-09-03 17:00'],
  ['a same-day matter', '2026-11-09 14:59', 0, '2026-11-09 17:00'],
  ['a same-day matter after 15:00', '2026-11-09 15:30', 0, '2026-11-10 17:00'],
  ['a same-day matter on a Sunday', '2026-11-15 09:00', 0, '2026-11-16 17:00'],
])('a term in working days: %s', (_, received, days, due) => {
  expect(wall(addWorkingDays(at(received), days, calendar, { cutOff }).dueAt)).toBe(due)
})

test.each([
  ['within a morning', '2026-11-09 08:00', 2, '2026-11-09 10:00'],
  ['over the lunch break', '2026-11-09 10:00', 4, '2026-11-09 16:00'],
  ['before the offices open', '2026-11-09 05:00', 1, '2026-11-09 08:30'],
  ['until the offices close, not until they open again', '2026-11-09 07:30', 4, '2026-11-09 11:30'],
  ['over night', '2026-11-09 16:30', 1, '2026-11-10 08:00'],
  ['eight hours over the culture day', '2026-11-23 08:00', 8, '2026-11-25 08:30'],
  ['on a Saturday', '2026-11-14 09:00', 0.5, '2026-11-16 08:00'],
])('a term in working hours: %s', (_, received, hours, due) => {
  expect(wall(addWorkingHours(at(received), hours, calendar).dueAt)).toBe(due)
})

test('a same-day matter received after offices closed ends on the next working day, cut-off or not', () => {
  const { dueAt, steps } = addWorkingDays(at('2026-11-09 18:00'), 0, calendar)
  expect(wall(dueAt)).toBe('2026-11-10 17:00')
  expect(steps[1]?.words.vi).toBe('Nhận sau giờ làm việc nên tính là nhận ngày Thứ Ba 10/11/2026')
})

test.each([
  ['a morning of waiting', '2026-11-10 07:30', '2026-11-10 11:30', '2026-11-13 11:30'],
  ['a whole working day moves the end by a day', '2026-11-10 07:30', '2026-11-10 17:00', '2026-11-13 17:00'],
  ['a night and a weekend cost nothing', '2026-11-12 17:00', '2026-11-16 07:30', '2026-11-12 17:00'],
  [
    'what came before the first counted day costs nothing',
    '2026-11-09 11:00',
    '2026-11-09 16:00',
    '2026-11-12 17:00',
  ],
  ['what comes after the end changes nothing', '2026-11-20 08:00', '2026-11-20 12:00', '2026-11-12 17:00'],
])('three working days with a pause: %s', (_, from, until, due) => {
  const pauses = [{ from: at(from), until: at(until), reason: 'supplement' as const }]
  expect(wall(addWorkingDays(at('2026-11-09 10:00'), 3, calendar, { cutOff, pauses }).dueAt)).toBe(due)
})

test('time waited for two things at once is left out once', () => {
  const from = at('2026-11-10 07:30')
  const pauses = [
    { from, until: at('2026-11-10 17:00'), reason: 'supplement' as const },
    { from: at('2026-11-10 13:30'), until: at('2026-11-11 11:30'), reason: 'other-agency' as const },
  ]
  expect(mergedPauses(pauses).map(({ until }) => wall(until))).toEqual([
    '2026-11-10 17:00',
    '2026-11-11 11:30',
  ])
  const { dueAt } = addWorkingDays(at('2026-11-09 10:00'), 3, calendar, { pauses })
  expect(workingTimeBetween(at('2026-11-12 17:00'), dueAt, calendar)).toBe(
    workingTimeBetween(from, at('2026-11-11 11:30'), calendar),
  )
})

test('a pause that still runs moves the end along, and is told', () => {
  const rules = { pauses: [{ from: at('2026-11-10 07:30'), until: null, reason: 'supplement' as const }] }
  const due = addWorkingDays(at('2026-11-09 10:00'), 3, calendar, { ...rules, asOf: at('2026-11-11 07:30') })
  expect(due).toMatchObject({ paused: true, dueOn: '2026-11-13' })
  expect(() => addWorkingDays(at('2026-11-09 10:00'), 3, calendar, rules)).toThrow('asOf')
})

test('one extension adds working days to the end', () => {
  const due = deadline(at('2026-11-09 10:00'), { workingDays: 3 }, calendar, { extensionDays: 2 })
  expect(wall(due.dueAt)).toBe('2026-11-16 17:00')
  expect(due.steps.map(({ code }) => code)).toContain('extended')
})

test('the receipt says how the due date was computed, in both languages', () => {
  const { steps, provisional, receivedOn } = addWorkingDays(at('2026-11-20 16:10'), 3, calendar, { cutOff })
  expect(steps.map(({ words }) => words.vi)).toEqual([
    'Nhận hồ sơ lúc 16:10 Thứ Sáu 20/11/2026',
    'Nhận sau 15:00 nên tính là nhận ngày Thứ Hai 23/11/2026',
    'Không tính Thứ Bảy 21/11/2026, Chủ nhật 22/11/2026',
    'Không tính Thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam',
    'Không tính ngày nhận; 3 ngày làm việc tính từ Thứ Tư 25/11/2026',
    'Hạn trả kết quả: 17:00 Thứ Sáu 27/11/2026',
    expect.stringContaining('chưa được xác nhận'),
  ])
  expect(steps[1]?.words.en).toBe('Received after 15:00, so it counts as received on Monday 23/11/2026')
  expect({ provisional, receivedOn }).toEqual({ provisional: true, receivedOn: '2026-11-23' })
})

test('a term within confirmed days is not provisional; one beyond the known calendar is', () => {
  expect(addWorkingDays(at('2026-11-09 10:00'), 3, calendar).provisional).toBe(false)
  expect(addWorkingDays(at('2027-12-30 10:00'), 3, calendar).provisional).toBe(true)
})

test.each([[-1], [1.5], [1001]])('%s working days is not a term', (days) => {
  expect(() => addWorkingDays(at('2026-11-09 10:00'), days, calendar)).toThrow('working days')
})

test('the zone of the server changes nothing', () => {
  const code = `
    const { addWorkingDays, addWorkingHours } = await import('./working-time.ts')
    const { calendarOf } = await import('./working-calendar.ts')
    const { readWorkingCalendar } = await import('./reference-files.ts')
    const calendar = calendarOf(readWorkingCalendar())
    const ends = []
    for (let day = 0; day < 400; day++) {
      const from = new Date(Date.UTC(2026, 0, 1, day % 24, 7) + day * 86_400_000)
      ends.push(addWorkingDays(from, day % 9, calendar, { cutOff: '15:00' }).dueAt, addWorkingHours(from, day % 20, calendar).dueAt)
    }
    console.log(JSON.stringify(ends))`
  const inZone = (zone: string) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: join(import.meta.dirname),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
  const here = inZone('Asia/Ho_Chi_Minh')
  expect(JSON.parse(here)).toHaveLength(800)
  expect(inZone('America/New_York')).toBe(here)
})

// Properties, over calendars nobody decreed.

const start = at('2025-12-01 00:00').getTime()
const instant = fc.integer({ min: 0, max: 100 * 1440 }).map((minutes) => new Date(start + minutes * 60_000))
const term = fc.integer({ min: 0, max: 20 })
const atLeastADay = fc.integer({ min: 1, max: 20 })
const halfHours = fc.integer({ min: 0, max: 50 }).map((halves) => halves / 2)
const dayOff = (day: number): SpecialDay => ({
  day: new Date(start + (day * 24 + 7) * 3_600_000).toISOString().slice(0, 10),
  kind: day % 7 === 3 ? 'swapped-working' : 'holiday',
  name: { vi: 'nghỉ', en: 'off' },
  confirmed: true,
  source: 'test',
})
const anyCalendar = fc
  .uniqueArray(fc.integer({ min: 0, max: 130 }), { maxLength: 24 })
  .map((days) => calendarOf({ ...readOnce, specialDays: days.map(dayOff) }))
const readOnce = readWorkingCalendar()
const runs = { numRuns: 10_000 }

test('a later receipt never ends earlier, a longer term never ends earlier', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyCalendar, instant, instant, term, term, (cal, one, other, a, b) => {
      const [from, later] = one <= other ? [one, other] : [other, one]
      const [short, long] = a <= b ? [a, b] : [b, a]
      const rules = { cutOff }
      return (
        addWorkingDays(from, short, cal, rules).dueAt <= addWorkingDays(later, short, cal, rules).dueAt &&
        addWorkingDays(from, short, cal, rules).dueAt <= addWorkingDays(from, long, cal, rules).dueAt &&
        addWorkingHours(from, short, cal).dueAt <= addWorkingHours(later, long, cal).dueAt
      )
    }),
    runs,
  )
})

test('a term ends on a working day within office hours, in days at the hour of closing', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(anyCalendar, instant, term, halfHours, (cal, from, days, hours) => {
      const inDays = addWorkingDays(from, days, cal, { cutOff })
      const inHours = addWorkingHours(from, hours, cal)
      expect(isWorkingDay(inDays.dueOn, cal)).toBe(true)
      expect(inDays.dueAt >= from && inHours.dueAt >= from).toBe(true)
      expect(inDays.dueAt.toISOString().slice(11)).toBe('10:00:00.000Z')
      expect(isWorkingDay(inHours.dueOn, cal)).toBe(true)
      const [day, due] = [numberOf(inHours.dueOn), inHours.dueAt.getTime()]
      const open = spansOf(day, cal).some(
        (it) => msInto(day, it.opens) <= due && due <= msInto(day, it.closes),
      )
      expect(open).toBe(true)
    }),
    runs,
  )
})

test('terms add up, and what was added is what lies between', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyCalendar, instant, atLeastADay, term, halfHours, halfHours, (cal, from, a, b, h, k) => {
      const days = addWorkingDays(from, a, cal)
      expect(addWorkingDays(days.dueAt, b, cal).dueAt).toEqual(addWorkingDays(from, a + b, cal).dueAt)
      expect(workingDaysBetween(days.receivedOn, days.dueOn, cal)).toBe(a)
      const hours = addWorkingHours(from, h, cal).dueAt
      const both = addWorkingHours(from, h + k, cal).dueAt
      if (k > 0) expect(addWorkingHours(hours, k, cal).dueAt).toEqual(both)
      expect(workingTimeBetween(from, both, cal)).toBe((h + k) * 60)
    }),
    runs,
  )
})

test('a pause moves the end by exactly its working time', { timeout: 60_000 }, () => {
  const minutes = fc.integer({ min: 0, max: 20 * 1440 })
  fc.assert(
    fc.property(
      anyCalendar,
      instant,
      fc.integer({ min: 1, max: 25 }),
      minutes,
      minutes,
      (cal, from, days, wait, length) => {
        const plain = addWorkingDays(from, days, cal)
        const pauseFrom = new Date(from.getTime() + wait * 60_000)
        const pauseUntil = new Date(pauseFrom.getTime() + length * 60_000)
        const pauses = [{ from: pauseFrom, until: pauseUntil, reason: 'other-agency' as const }]
        const moved = addWorkingDays(from, days, cal, { pauses })
        const counted = openingOf(numberOf(addWorkingDays(from, 1, cal).dueOn), cal)
        const lost =
          pauseFrom < plain.dueAt
            ? workingTimeBetween(pauseFrom < counted ? counted : pauseFrom, pauseUntil, cal)
            : 0
        expect(workingTimeBetween(plain.dueAt, moved.dueAt, cal)).toBe(lost)
      },
    ),
    runs,
  )
})
