import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkingCalendar } from '#reference'
import { type ClockFacts, type KeptPause, pausesAfter, readClock } from './clock.ts'

const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Office hours 07:30–11:30 and 13:30–17:00, no holidays: the law's own examples in the plainest week. */
const calendar: WorkingCalendar = {
  specialDays: new Map(),
  officeHours: [
    {
      validFrom: numberOf('2020-01-01'),
      validUntil: Number.POSITIVE_INFINITY,
      spans: [
        { opens: 450, closes: 690 },
        { opens: 810, closes: 1020 },
      ],
    },
  ],
  weeklyRest: [6, 7],
  knownUntil: numberOf('2027-12-31'),
}
const warned = { warnings: { shares: [0.5, 0.8], daysBefore: 1 }, normShare: 0.8 }
const terms = { intake: { workingHours: 8 }, term: { workingDays: 3 }, cutOff: null, ...warned }
/** In Việt Nam. */
const at = (day: string, clock: string) => new Date(`${day}T${clock}:00+07:00`).toISOString()
const read = (facts: Partial<ClockFacts>, asOf = at('2026-12-31', '12:00')) =>
  readClock({ intakeFrom: null, acceptedAt: null, pauses: [], ...facts }, terms, calendar, new Date(asOf))

test('before a request is complete nothing is due', () => {
  expect(read({})).toEqual({ intakeDueAt: null, dueAt: null, warnAt: null, normDueAt: null, steps: [] })
})

test.each([
  ['in the morning', at('2026-12-07', '09:00'), at('2026-12-08', '09:30')],
  ['when the office closes', at('2026-12-07', '17:00'), at('2026-12-09', '08:00')],
  ['on a Saturday', at('2026-12-05', '10:00'), at('2026-12-08', '08:00')],
])('a complete request filed %s is answered within eight working hours', (_when, filedAt, due) => {
  expect(read({ intakeFrom: filedAt }).intakeDueAt).toBe(due)
})

test('the statutory term counts from acceptance, the day itself not counted', () => {
  const { dueAt, steps } = read({
    intakeFrom: at('2026-12-07', '08:00'),
    acceptedAt: at('2026-12-07', '10:00'),
  })
  expect(dueAt).toBe(at('2026-12-10', '17:00'))
  expect(steps.map(({ code }) => code)).toEqual(['received', 'counted-days', 'due'])
})

test.each([
  ['a term of three days: one day before its end', { workingDays: 3 }, at('2026-12-09', '17:00')],
  ['a term of one day: never in its first half', { workingDays: 1 }, at('2026-12-08', '11:15')],
  ['a term of twenty days: its last fifth', { workingDays: 20 }, at('2026-12-29', '17:00')],
])('a dossier is at risk with %s', (_what, term, warnAt) => {
  const facts = { intakeFrom: null, acceptedAt: at('2026-12-07', '10:00'), pauses: [] }
  const reading = readClock(facts, { ...terms, term }, calendar, new Date(facts.acceptedAt))
  expect(reading.warnAt).toBe(warnAt)
})

test('the office’s own term ends before the statutory one and moves with it', () => {
  const facts = { intakeFrom: null, acceptedAt: at('2026-12-07', '10:00') }
  const pauses = [
    { from: at('2026-12-08', '07:30'), until: at('2026-12-09', '17:00'), reason: 'supplement' as const },
  ]
  expect(read(facts)).toMatchObject({
    normDueAt: at('2026-12-10', '10:30'),
    dueAt: at('2026-12-10', '17:00'),
  })
  expect(read({ ...facts, pauses }).normDueAt).toBe(at('2026-12-14', '10:30'))
})

test('time waited for the citizen does not count, and the receipt says so', () => {
  const facts = {
    intakeFrom: at('2026-12-07', '08:00'),
    acceptedAt: at('2026-12-07', '10:00'),
    pauses: [
      { from: at('2026-12-08', '07:30'), until: at('2026-12-09', '17:00'), reason: 'supplement' as const },
    ],
  }
  const { dueAt, steps } = read(facts)
  expect(dueAt).toBe(at('2026-12-14', '17:00'))
  expect(steps.map(({ code }) => code)).toContain('paused')
})

test('a pause before acceptance moves the answer at intake, not the term', () => {
  const pauses = [
    { from: at('2026-12-07', '09:00'), until: at('2026-12-09', '09:00'), reason: 'supplement' as const },
  ]
  const without = read({ intakeFrom: at('2026-12-07', '08:00') })
  const moved = read({ intakeFrom: at('2026-12-07', '08:00'), pauses })
  expect(Date.parse(moved.intakeDueAt!)).toBeGreaterThan(Date.parse(without.intakeDueAt!))
  const accepted = read({
    intakeFrom: at('2026-12-07', '08:00'),
    pauses,
    acceptedAt: at('2026-12-09', '10:00'),
  })
  expect(accepted.dueAt).toBe(at('2026-12-14', '17:00'))
})

test('while a pause runs the due date moves on with the day', () => {
  const pauses = [{ from: at('2026-12-08', '07:30'), until: null, reason: 'supplement' as const }]
  const facts = { intakeFrom: at('2026-12-07', '08:00'), acceptedAt: at('2026-12-07', '10:00'), pauses }
  const early = read(facts, at('2026-12-08', '17:00'))
  const later = read(facts, at('2026-12-10', '17:00'))
  expect(Date.parse(later.dueAt!)).toBeGreaterThan(Date.parse(early.dueAt!))
})

test('pauses open when someone else must act, close when the office must, and are never open twice', () => {
  const none: KeptPause[] = []
  const asked = pausesAfter(none, 'supplement-asked', 't1')
  expect(asked).toEqual([{ from: 't1', until: null, reason: 'supplement' }])
  const waiting = pausesAfter(asked, 'awaiting-approvals', 't2')
  expect(waiting).toEqual(asked)
  const back = pausesAfter(waiting, 'processing', 't3')
  expect(back).toEqual([{ from: 't1', until: 't3', reason: 'supplement' }])
  expect(pausesAfter(back, 'proposed', 't4')).toEqual(back)
  expect(pausesAfter(back, 'payment-asked', 't5').at(-1)).toEqual({
    from: 't5',
    until: null,
    reason: 'payment',
  })
})

/** Days of the whole history of a dossier, from its submission. */
const minutes = (days: number) => fc.integer({ min: 0, max: days * 1440 })
const stretch = fc.record({ after: minutes(30), lasts: minutes(20) })
const history = fc.record({
  submitted: minutes(60),
  acceptedAfter: minutes(5),
  supplements: fc.array(stretch, { maxLength: 3 }),
  opinions: fc.array(fc.record({ after: minutes(30), lasts: minutes(20), excluded: fc.boolean() }), {
    maxLength: 4,
  }),
  extension: fc.option(fc.integer({ min: 1, max: 15 })),
})
const begin = Date.parse('2026-01-05T00:00:00+07:00')
const instantAfter = (count: number) => new Date(begin + count * 60_000).toISOString()

/** What the clock reads of such a history, with or without some of its parts. */
function readHistory(
  { submitted, acceptedAfter, supplements, opinions, extension }: HistoryOfDossier,
  { excluded = true, paused = true, extended = true } = {},
) {
  const acceptedMinute = submitted + acceptedAfter
  const within = ({ after, lasts }: { after: number; lasts: number }) => ({
    from: instantAfter(acceptedMinute + after),
    until: instantAfter(acceptedMinute + after + lasts),
  })
  return read(
    {
      intakeFrom: instantAfter(submitted),
      acceptedAt: instantAfter(acceptedMinute),
      pauses: paused ? supplements.map((one): KeptPause => ({ ...within(one), reason: 'supplement' })) : [],
      opinions: excluded ? opinions.map((one) => ({ ...within(one), excluded: one.excluded })) : [],
      extension: extended && extension !== null ? { workingDays: extension } : null,
    },
    at('2027-06-30', '12:00'),
  )
}
type HistoryOfDossier = typeof history extends fc.Arbitrary<infer Made> ? Made : never

test('opinions, pauses and one extension only ever move the end on; what is not excluded moves nothing', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(history, (one) => {
      const plain = readHistory(one, { excluded: false, paused: false, extended: false }).dueAt!
      const paused = readHistory(one, { excluded: false, extended: false }).dueAt!
      const asked = readHistory(one, { extended: false }).dueAt!
      const all = readHistory(one)
      expect([plain, paused, asked, all.dueAt!]).toEqual([plain, paused, asked, all.dueAt!].toSorted())
      // Asking others does not count only where it is excluded.
      const none = one.opinions.map((opinion) => ({ ...opinion, excluded: false }))
      expect(readHistory({ ...one, opinions: none }, { extended: false }).dueAt).toBe(paused)
      // Where it is, it is a pause like any other.
      const asPauses = [...one.supplements, ...one.opinions.filter(({ excluded }) => excluded)]
      expect(readHistory({ ...one, supplements: asPauses, opinions: [] }).dueAt).toBe(all.dueAt)
      // The order in which things are told changes nothing, and the same waited for twice counts once.
      const { supplements, opinions } = one
      const turned = { ...one, supplements: [...supplements].reverse(), opinions: [...opinions].reverse() }
      expect(readHistory(turned).dueAt).toBe(all.dueAt)
      const twice = { ...one, supplements: [...supplements, ...supplements] }
      expect(readHistory(twice).dueAt).toBe(all.dueAt)
      // A warning comes before the end, and never before acceptance.
      expect(all.warnAt! <= all.dueAt!).toBe(true)
      expect(all.normDueAt! <= all.dueAt!).toBe(true)
      expect(all.warnAt! >= instantAfter(one.submitted)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('an extension of so many working days is worth exactly a term longer by as many', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 15 }), (one, days) => {
      const plain = { ...one, supplements: [], opinions: [] }
      const extended = readHistory({ ...plain, extension: days }).dueAt
      const acceptedAt = instantAfter(one.submitted + one.acceptedAfter)
      const facts = { intakeFrom: null, acceptedAt, pauses: [] }
      const longer = { ...terms, term: { workingDays: 3 + days } }
      expect(extended).toBe(readClock(facts, longer, calendar, new Date(acceptedAt)).dueAt)
    }),
    { numRuns: 2000 },
  )
})
