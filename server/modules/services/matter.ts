/** What the rules of a service look at for one person and his answers: facts, limits of the law, the day. */

import type { Call } from '#platform/call.ts'
import { dayOf, minutesIntoDay } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { agencyById, agencyIdOf, ancestorsOf, unitById, units } from '#reference'
import type { Agency } from '#reference/contract'
import { remembering } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import { paramsOf } from './catalogue.ts'
import { type Matter, readFacts } from './facts.ts'
import { at, type Expression, evaluate, type Scope } from './rules/expression.ts'

export interface Looked {
  matter: Matter
  scope: Scope
}

/** Facts the applicant may see himself, for his browser and his draft. */
export function lookOpenly(call: Call, bundle: Bundle, applicant: PersonNumber, answers: Scope['answers']) {
  return look(call, bundle, applicant, answers, true)
}

/** All facts, for the decision whether and to whom a request goes. */
export function lookFully(
  call: Call,
  bundle: Bundle,
  applicant: PersonNumber,
  answers: Scope['answers'],
  on: Day = dayOf(call.now),
) {
  return look(call, bundle, applicant, answers, false, on)
}

async function look(
  call: Call,
  bundle: Bundle,
  applicant: PersonNumber,
  given: Scope['answers'],
  openOnly: boolean,
  today: Day = dayOf(call.now),
): Promise<Looked> {
  // A field that was emptied holds no id to look up.
  const answers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const matter: Matter = { applicant, answers, today, concerned: bundle.concerned, once: remembering() }
  const facts = await readFacts(call, matter, bundle.facts, openOnly)
  const unitId = await unitOf(call, bundle, { answers, facts, params: {}, today })
  const params = await paramsOf(call, bundle, today, unitId ?? undefined)
  return { matter, scope: { answers, facts, params, today, minutes: minutesIntoDay(call.now) } }
}

/** The commune of today whose office is competent; null while the form does not say, or names none. */
export async function unitOf(
  call: Pick<Call, 'sql' | 'ports'>,
  bundle: Bundle,
  scope: Scope,
): Promise<number | null> {
  const unitId = evaluate(bundle.authority.unitId as Expression, scope)
  return typeof unitId === 'number' && (await isCommune(call, unitId, scope.today)) ? unitId : null
}

/** The office that decides for a commune, its own or its province's, and the unit which that office serves. */
export async function officeOf(
  call: Pick<Call, 'sql' | 'ports'>,
  { authority }: Pick<Bundle, 'authority'>,
  communeId: number,
  on: Day,
): Promise<Agency> {
  const { agencyKind } = authority
  const unitId = agencyKind.startsWith('province-')
    ? ancestorsOf(await units(call), communeId, on).find(({ level }) => level === 'province')?.unitId
    : communeId
  const agency = unitId && (await agencyById(call.sql, agencyIdOf(agencyKind, unitId)))
  if (!agency) throw new Error('A commune of today has its offices')
  return agency
}

export async function isCommune(
  call: Pick<Call, 'sql' | 'ports'>,
  unitId: number,
  on: Day,
): Promise<boolean> {
  return unitById(await units(call), unitId, on)?.level === 'commune'
}

/** The dwelling field of a form's answers, when one is filled in. */
export function placeIn(answers: Scope['answers'], field = 'place'): PlaceAnswer | null {
  const place = answers[field]
  const unitId = at(place, 'unitId')
  if (typeof unitId !== 'number') return null
  const [dwellingId, newAddressLine] = [at(place, 'dwellingId'), at(place, 'newAddressLine')]
  return {
    unitId,
    dwellingId: typeof dwellingId === 'string' ? dwellingId : null,
    newAddressLine: typeof newAddressLine === 'string' ? newAddressLine : null,
  }
}

export interface PlaceAnswer {
  unitId: number
  dwellingId: string | null
  newAddressLine: string | null
}
