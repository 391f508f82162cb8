/** The rows behind the index: each thing that lowers a score, with the reason, and the desk it lies on. */
import { holdersOf } from '#accounts'
import { notFound } from '#platform/access.ts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf, instantAt } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import { essentialPlaces, serviceName, stateWords } from '#services'
import { agencyWords } from './figure-rows.ts'
import { scopeOf } from './figures.ts'
import { type IndexRow, type Lack, Measure } from './index.contract.ts'
import * as store from './index-facts.store.ts'
import { periodOf } from './index-periods.ts'
import { placesOf } from './index-places.ts'
import { indexLaw, type PeriodAsked } from './index-scores.ts'

const PAGE = 50

export interface RowsAsked extends PeriodAsked {
  measure?: Measure
  lack?: Lack
  all?: boolean
  after?: string
  limit?: number
}

/** Throws outsideTerritory, periodWrong. */
export async function indexRows(call: Call, leader: OfficerActor, asked: RowsAsked) {
  const { measure = null, lack = null, all = false, limit = PAGE } = asked
  const scope = await scopeOf(call, leader, asked.unitId)
  const period = periodOf(asked.from, asked.to, call.now)
  if (measure === 'published' || measure === 'offered-online')
    return { rows: await placeRows(call, measure, asked, all), next: null }
  const { contentFrom } = (await indexLaw(call, asked.to)).value
  const found = await store.factRows(
    call.sql,
    { places: placesOf(scope, false), periods: [period], contentFrom },
    { measure, lack, all, before: keyOf(asked.after), limit: limit + 1 },
  )
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await shapes(call, shown),
    next: found.length > limit && last ? `${last.at}_${last.measure}_${last.key}` : null,
  }
}

/** Places of the essential lists: the same for every unit. */
async function placeRows(
  call: Call,
  measure: Measure,
  { to }: PeriodAsked,
  all: boolean,
): Promise<IndexRow[]> {
  const today = dayOf(call.now)
  const on = to < today ? to : today
  const places = await essentialPlaces(call, on)
  return places
    .filter(({ held }) => all || !held)
    .map(({ place, name, held }) => ({
      key: place,
      measure,
      lack: held ? null : ('place-open' as const),
      at: instantAt(on).toISOString(),
      dossierId: null,
      code: place,
      service: name,
      agency: null,
      stateWords: null,
      holder: null,
    }))
}

/** Adds words and holders, each looked up once however many rows there are. */
async function shapes(call: Call, rows: readonly store.FactRow[]): Promise<IndexRow[]> {
  const holders = await holdersOf(
    call,
    rows.flatMap(({ holderAppointment }) => holderAppointment ?? []),
  )
  const agencies = new Map<number, Words>()
  const services = new Map<string, Words>()
  for (const { agencyId, serviceCode, serviceVersion } of rows) {
    if (agencyId !== null && !agencies.has(agencyId))
      agencies.set(agencyId, await agencyWords(call, agencyId))
    if (serviceCode === null) continue
    const version = versionKey({ serviceCode, serviceVersion })
    if (!services.has(version)) services.set(version, await serviceName(call, serviceCode, serviceVersion))
  }
  return rows.map(({ serviceCode, serviceVersion, agencyId, holderAppointment, state, ...plain }) => ({
    ...plain,
    service:
      serviceCode === null ? null : (services.get(versionKey({ serviceCode, serviceVersion })) ?? null),
    agency: agencyId === null ? null : (agencies.get(agencyId) ?? null),
    stateWords: state === null ? null : stateWords(state),
    holder: (holderAppointment && holders.get(holderAppointment)) || null,
  }))
}

const versionKey = ({
  serviceCode,
  serviceVersion,
}: {
  serviceCode: string
  serviceVersion: number | null
}) => `${serviceCode} ${serviceVersion ?? ''}`

function keyOf(key: string | undefined): { at: string; measure: string; key: string } | null {
  if (key === undefined) return null
  const [at, measure, row] = key.split('_')
  if (!at || !measure || !row || Number.isNaN(Date.parse(at))) throw notFound()
  if (!Measure.anyOf.some((one) => one.const === measure)) throw notFound()
  return { at, measure, key: row }
}
