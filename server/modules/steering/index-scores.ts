/** The index of a unit and of the units in it, computed from the rows of the period. Decision 766/QĐ-TTg (2022). */
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import type { Day } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { essentialPlaces } from '#services'
import { aboveOf, reference, type Scope, scopeOf } from './figures.ts'
import type { Measure, Score, UnitScore } from './index.contract.ts'
import { totalsDiffer } from './index.contract.ts'
import type { FactSum, Period } from './index-facts.store.ts'
import * as store from './index-facts.store.ts'
import { indexFile } from './index-file.ts'
import { monthsUpTo, periodOf } from './index-periods.ts'
import { placesOf, unitsBelow, WHOLE } from './index-places.ts'
import {
  type Difference,
  type IndexLaw,
  lawDifferences,
  type Sum,
  scoreOf,
  sumDifferences,
} from './index-score.ts'

export interface PeriodAsked {
  unitId?: number
  from: Day
  to: Day
}

/** The points and bands in force on the last day of the period, or today's. */
export async function indexLaw(call: Call, to: Day) {
  const today = dayOf(call.now)
  return lawParameter<IndexLaw>(call, 'steering.index-766', to < today ? to : today)
}

/** Throws outsideTerritory, periodWrong, totalsDiffer. */
export async function readIndex(call: Call, leader: OfficerActor, { unitId: asked, from, to }: PeriodAsked) {
  const scope = await scopeOf(call, leader, asked)
  const period = periodOf(from, to, call.now)
  const law = await indexLaw(call, to)
  const below = unitsBelow(scope)
  const contentFrom = law.value.contentFrom
  const [whole, apart, received, places] = await Promise.all([
    store.sumFacts(call.sql, { places: placesOf(scope, false), periods: [period], contentFrom }),
    below.length === 0
      ? []
      : store.sumFacts(call.sql, { places: placesOf(scope, true), periods: [period], contentFrom }),
    receivedIn(call, scope, period),
    placeSums(call, to),
  ])
  const total = sumsOf(whole, 0, WHOLE)
  const parts = below.map(({ unitId }) => sumsOf(apart, 0, unitId))
  refuseDifferences([
    ...lawDifferences(law.value),
    ...sumDifferences(total, parts),
    ...differing('received', received, total.get('filed-online')?.of ?? 0),
  ])
  const { units: all, on, unitId } = scope
  const scored = scoreOf(law.value, withPlaces(total, places))
  return {
    asOf: call.now.toISOString(),
    from,
    to,
    unit: unitId === null ? null : reference(all, unitId, on),
    above: aboveOf(all, unitId, leader, on),
    citation: law.citation,
    confirmed: law.confirmed,
    score: scored,
    received,
    units: below.map((unit, at): UnitScore => {
      const sums = parts[at]!
      return {
        ...reference(all, unit.unitId, on),
        ...short(scoreOf(law.value, withPlaces(sums, places))),
        received: sums.get('filed-online')?.of ?? 0,
      }
    }),
  }
}

/** Throws outsideTerritory. */
export async function readIndexTrend(
  call: Call,
  leader: OfficerActor,
  { unitId, months = 12 }: { unitId?: number; months?: number },
) {
  const scope = await scopeOf(call, leader, unitId)
  const spans = monthsUpTo(call.now, months)
  const law = await indexLaw(call, dayOf(call.now))
  const sums = await store.sumFacts(call.sql, {
    places: placesOf(scope, false),
    periods: spans.map(({ from, to }) => periodOf(from, to, call.now)),
    contentFrom: law.value.contentFrom,
  })
  const points = []
  for (const [at, span] of spans.entries()) {
    const { value } = await indexLaw(call, span.to)
    const found = sumsOf(sums, at, WHOLE)
    const score = scoreOf(value, withPlaces(found, await placeSums(call, span.to)))
    points.push({ ...span, ...short(score), received: found.get('filed-online')?.of ?? 0 })
  }
  return { points }
}

/** Throws outsideTerritory, periodWrong, totalsDiffer. */
export async function downloadIndex(
  call: Call,
  leader: OfficerActor,
  asked: PeriodAsked,
): Promise<FileReply> {
  return indexFile(await readIndex(call, leader, asked))
}

/** All dossiers of the nation or of the places, asked without telling units apart. */
function receivedIn(call: Call, scope: Scope, period: Period) {
  return store.countReceived(call.sql, scope.unitId === null ? null : placesOf(scope, false).units, period)
}

/** Places of the essential lists that have a service, the same for every unit: each service here can be filed online. */
async function placeSums(call: Call, to: Day): Promise<Sum> {
  const today = dayOf(call.now)
  const places = await essentialPlaces(call, to < today ? to : today)
  const open = places.filter(({ held }) => !held).length
  return { of: places.length, counted: places.length - open, lacking: open }
}

/** Without a row there is no score, whatever the catalogue holds. */
function withPlaces(sums: ReadonlyMap<Measure, Sum>, places: Sum): ReadonlyMap<Measure, Sum> {
  if (sums.size === 0) return sums
  return new Map([...sums, ['published', places], ['offered-online', places]])
}

function sumsOf(rows: readonly FactSum[], period: number, owner: number): Map<Measure, Sum> {
  return new Map(
    rows
      .filter((row) => row.period === period && row.owner === owner)
      .map(({ measure, counted, of, lacking }) => [measure, { counted, of, lacking }]),
  )
}

function short({ total, band, groups }: Score) {
  return { total, band, groups: groups.map(({ group, points }) => ({ group, points })) }
}

function differing(what: string, whole: number, parts: number): Difference[] {
  return whole === parts ? [] : [{ what, whole, parts }]
}

function refuseDifferences([first]: readonly Difference[]) {
  if (first) throw totalsDiffer({ with: { ...first } })
}
