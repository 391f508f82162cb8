import { holdersOf } from '#accounts'
import { notFound } from '#platform/access.ts'
import type { Call, OfficerActor } from '#platform/call.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import { serviceName, stateWords } from '#services'
import type { FigureRow, RowsOf } from './contract.ts'
import * as store from './figures.store.ts'
import { scopeOf } from './figures.ts'

const PAGE = 50

/** The dossiers behind a figure: a leader asks "who is late", and sees the desk it lies on. */
export async function figureRows(
  call: Call,
  leader: OfficerActor,
  query: { unitId?: number; rows: RowsOf; state?: string; after?: string; limit?: number },
): Promise<{ rows: FigureRow[]; next: string | null }> {
  const scope = await scopeOf(call, leader, query.unitId)
  const limit = query.limit ?? PAGE
  const found = await store.dossiersBehind(call.sql, scope.communes, scope.since, {
    rows: query.rows,
    state: query.state ?? null,
    before: keyOf(query.after),
    limit: limit + 1,
  })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await shapes(call, shown),
    next: found.length > limit && last ? `${last.submittedAt}_${last.dossierId}` : null,
  }
}

/** Adds words and holders, each looked up once however many rows there are. */
async function shapes(call: Call, rows: readonly store.DossierBehind[]): Promise<FigureRow[]> {
  const holders = await holdersOf(
    call,
    rows.flatMap(({ holderAppointment }) => holderAppointment ?? []),
  )
  const agencies = new Map<number, Words>()
  const services = new Map<string, Words>()
  for (const { agencyId, serviceCode, serviceVersion } of rows) {
    if (!agencies.has(agencyId)) agencies.set(agencyId, await agencyWords(call, agencyId))
    const version = `${serviceCode} ${serviceVersion}`
    if (!services.has(version)) services.set(version, await serviceName(call, serviceCode, serviceVersion))
  }
  return rows.map(({ serviceCode, serviceVersion, agencyId, holderAppointment, ...plain }) => ({
    ...plain,
    service: services.get(`${serviceCode} ${serviceVersion}`) as Words,
    agency: agencies.get(agencyId) as Words,
    stateWords: stateWords(plain.state),
    holder: (holderAppointment && holders.get(holderAppointment)) || null,
  }))
}

/** What an agency is called. */
export async function agencyWords(call: Call, agencyId: number): Promise<Words> {
  const agency = await agencyById(call.sql, agencyId)
  return { vi: agency?.nameVi ?? String(agencyId), en: agency?.nameEn ?? String(agencyId) }
}

function keyOf(key: string | undefined): { at: string; id: Uuid } | null {
  if (key === undefined) return null
  const [at, id] = key.split('_')
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw notFound()
  return { at, id }
}
