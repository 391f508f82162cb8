/** Feedback and complaints in figures, from the views of `feedback`. Decision 766/QĐ-TTg (2022), group 6. */
import type { CaseKind } from '#feedback/contract'
import { notFound } from '#platform/access.ts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import { serviceName } from '#services'
import type { CaseFigureRow, CaseRows, FeedbackFigures } from './feedback-figures.contract.ts'
import * as store from './feedback-figures.store.ts'
import { agencyWords } from './figure-rows.ts'
import { aboveOf, reference, scopeOf } from './figures.ts'
import { placesOf, unitsBelow } from './index-places.ts'
import { indexLaw } from './index-scores.ts'

const PAGE = 50
const kinds: readonly CaseKind[] = ['complaint', 'paper-asked', 'comment', 'proposal']

/** Throws outsideTerritory. */
export async function feedbackFigures(
  call: Call,
  leader: OfficerActor,
  asked: number | undefined,
): Promise<FeedbackFigures> {
  const scope = await scopeOf(call, leader, asked)
  const { units: all, on, unitId, since } = scope
  const below = unitsBelow(scope)
  const places = placesOf(scope, true)
  const { contentFrom } = (await indexLaw(call, dayOf(call.now))).value
  const [cases, marks] = await Promise.all([
    store.casesByUnit(call.sql, places, since, call.now),
    store.marksByUnit(call.sql, places, since),
  ])
  const contentIn = (rows: readonly store.MarkSum[]) => ({
    ratings: rows.reduce((sum, { ratings }) => sum + ratings, 0),
    content: rows.reduce((sum, { mark, ratings }) => sum + (mark >= contentFrom ? ratings : 0), 0),
  })
  const services = []
  for (const [serviceCode, rows] of Map.groupBy(marks, (row) => row.serviceCode))
    services.push({ serviceCode, service: await serviceName(call, serviceCode, null), ...contentIn(rows) })
  return {
    asOf: call.now.toISOString(),
    unit: unitId === null ? null : reference(all, unitId, on),
    above: aboveOf(all, unitId, leader, on),
    total: {
      ...sumOf(cases),
      ...contentIn(marks),
      marks: [1, 2, 3, 4].map((mark) =>
        marks.reduce((sum, row) => sum + (row.mark === mark ? row.ratings : 0), 0),
      ),
    },
    kinds: kinds.map((kind) => ({ kind, ...sumOf(cases.filter((row) => row.kind === kind)) })),
    services: services.sort((a, b) => b.ratings - a.ratings || a.serviceCode.localeCompare(b.serviceCode)),
    units: below.map((unit) => ({
      ...reference(all, unit.unitId, on),
      ...sumOf(cases.filter(({ owner }) => owner === unit.unitId)),
      ...contentIn(marks.filter(({ owner }) => owner === unit.unitId)),
    })),
  }
}

/** Throws outsideTerritory. */
export async function feedbackRows(
  call: Call,
  leader: OfficerActor,
  asked: { unitId?: number; rows: CaseRows; kind?: CaseKind; after?: string; limit?: number },
): Promise<{ rows: CaseFigureRow[]; next: string | null }> {
  const { rows: of, kind = null, after, limit = PAGE } = asked
  if (after !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)) throw notFound()
  const scope = await scopeOf(call, leader, asked.unitId)
  const found = await store.casesBehind(call.sql, placesOf(scope, false), scope.since, call.now, {
    rows: of,
    kind,
    before: after ?? null,
    limit: limit + 1,
  })
  const agencies = new Map<number, Words>()
  const rows: CaseFigureRow[] = []
  for (const { agencyId, ...row } of found.slice(0, limit)) {
    const agency = agencies.get(agencyId) ?? (await agencyWords(call, agencyId))
    agencies.set(agencyId, agency)
    rows.push({ ...row, agency })
  }
  return { rows, next: found.length > limit ? (rows.at(-1)?.caseId ?? null) : null }
}

function sumOf(rows: readonly store.CaseSum[]) {
  const add = (what: 'open' | 'overdue' | 'answered' | 'answeredLate' | 'founded') =>
    rows.reduce((sum, row) => sum + row[what], 0)
  return {
    open: add('open'),
    overdue: add('overdue'),
    answered: add('answered'),
    answeredLate: add('answeredLate'),
    founded: add('founded'),
  }
}
