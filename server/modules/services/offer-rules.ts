/** When to offer what: dated data, conditions over facts of the registers. Decree 224/2026/NĐ-CP. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import { findLawParameter } from '#reference'

/** A line of the law parameter `services.proactive`. */
export interface OfferRule {
  id: string
  /** 1 reminds, 2 prepares the dossier, 3 recommends the answers as well. */
  level: 1 | 2 | 3
  when:
    | { turns: number }
    | { temporaryEnds: true }
    /** By sex and day of birth, as the law parameter `labour.pension-age` has it. */
    | { pensionAge: true }
    /** At once, to who comes into a household of others and is so old. */
    | { joinsHousehold: true; fromAge: number }
  /** The register of cards is asked first: whose card is good beyond the day is offered nothing. */
  card?: boolean
  /** Offered so many days before the day, and so long after it. */
  daysAhead: number
  keptDays: number
  /** Nothing is offered to who sent this service, about the same person, within so many days before. */
  filedDays: number
  to: 'self' | 'parents'
  /** In whose name the dossier is filed. */
  as: 'self' | 'subject'
  service: string | null
  /** Answers that the registers already know; `$subject` is whom it is about. */
  answers: Record<string, unknown>
  title: Words
  why: Words
  law: string
}

/** The rules in force today; none before the decree. */
export async function offerRules(call: Pick<Call, 'sql' | 'ports' | 'now'>): Promise<OfferRule[]> {
  const found = await findLawParameter(call, 'services.proactive', dayOf(call.now))
  return (found?.value ?? []) as OfferRule[]
}

/** What the answers of a dossier hold when it is about this person; nothing where the applicant says it. Pure. */
export function mentionOf(rule: OfferRule, personId: string): Record<string, unknown> {
  const named = Object.entries(rule.answers).filter(([, value]) =>
    JSON.stringify(value).includes('"$subject"'),
  )
  return answersFor({ ...rule, answers: Object.fromEntries(named) }, personId)
}

/** The answers of a rule with the public id of whom it is about. Pure. */
export function answersFor({ answers }: OfferRule, personId: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(answers).replaceAll('"$subject"', JSON.stringify(personId))) as Record<
    string,
    unknown
  >
}
