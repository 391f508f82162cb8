/** What each rule looks at tonight: stretches of birthdays, or of last days of a stay. */
import type { Call } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { type OfferRule, offerRules } from './offer-rules.ts'

/** A step of an age that depends on sex and day of birth; `sex` null for everybody. */
export interface AgeStep {
  sex: 'male' | 'female' | null
  bornFrom: Day
  months: number
}

/** The age a rule waits for. */
export interface AgeOf {
  steps: readonly AgeStep[]
  /** Due at the end of the month in which the age is reached. */
  monthEnd: boolean
}

/** One stretch, gone through in the order of its index. */
export interface Span {
  rule: OfferRule
  of: 'birth' | 'stay'
  /** Days of birth, or last days of a stay. */
  from: Day
  to: Day
  sex: 'male' | 'female' | null
  /** Age in months. */
  months: number
  monthEnd: boolean
  /** What is due then falls between today and this day. */
  dueUntil: Day
}

const EVER = '0001-01-01'

/** Everything to go through tonight, rule by rule; rules that wait for an event have nothing here. */
export async function spansOf(call: Pick<Call, 'sql' | 'ports' | 'now'>): Promise<Span[]> {
  const today = dayOf(call.now)
  const spans: Span[] = []
  for (const rule of await offerRules(call)) {
    if ('temporaryEnds' in rule.when) {
      const window = await lawParameter(call, 'residence.temporary.renew-window-days', today)
      const to = addDays(today, window.value)
      const none = { sex: null, months: 0, monthEnd: false }
      spans.push({ rule, of: 'stay', from: today, to, dueUntil: to, ...none })
      continue
    }
    const age = await ageOf(call, rule)
    if (age) spans.push(...birthdaysOf(rule, age, today))
  }
  return spans
}

/** Undefined for a rule that waits for no age. */
export async function ageOf(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { when }: OfferRule,
): Promise<AgeOf | undefined> {
  if ('turns' in when)
    return { steps: [{ sex: null, bornFrom: EVER, months: when.turns * 12 }], monthEnd: false }
  if (!('pensionAge' in when)) return undefined
  const { value } = await lawParameter<PensionAges>(call, 'labour.pension-age', dayOf(call.now))
  return { steps: pensionSteps(value), monthEnd: true }
}

/** The law parameter `labour.pension-age`: in months, for who was born on or after the day. */
export type PensionAges = Record<'male' | 'female', readonly Omit<AgeStep, 'sex'>[]>

export function pensionSteps(ages: PensionAges): AgeStep[] {
  return (['male', 'female'] as const).flatMap((sex) => ages[sex].map((step) => ({ sex, ...step })))
}

/** The last day of the month in which somebody is so many months old. Pure. Decree 135/2020/NĐ-CP, art. 3. */
export function endOfMonthAt(bornOn: Day, months: number): Day {
  return addDays(addMonths(`${addMonths(bornOn, months).slice(0, 7)}-01`, 1), -1)
}

/** The birthdays of each step that may fall due between today and the rule's days ahead; none where nobody is left. Pure. */
function birthdaysOf(rule: OfferRule, { steps, monthEnd }: AgeOf, today: Day): Span[] {
  const dueUntil = addDays(today, rule.daysAhead)
  return steps.flatMap((step, at) => {
    const next = steps[at + 1]?.sex === step.sex ? steps[at + 1]!.bornFrom : '9999-12-31'
    // A month more on either side: the database looks at the day itself.
    const from = later(step.bornFrom, addMonths(today, -step.months - 1))
    const to = earlier(addDays(next, -1), addMonths(dueUntil, 1 - step.months))
    const { sex, months } = step
    return from > to ? [] : [{ rule, of: 'birth' as const, from, to, sex, months, monthEnd, dueUntil }]
  })
}

const later = (one: Day, other: Day) => (one > other ? one : other)
const earlier = (one: Day, other: Day) => (one < other ? one : other)
