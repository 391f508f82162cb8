/** What leaders follow of deadlines: what was raised to them, and what will be overdue after the next working day. */
import { holdersOf } from '#accounts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import {
  agenciesOfUnit,
  agencyById,
  agencyIdOf,
  departmentKinds,
  descendantCommunes,
  nextWorkingDay,
  type UnitAgencyKind,
  unitIdOfAgency,
  units,
  workingCalendar,
} from '#reference'
import { bundleOf } from './catalogue.ts'
import type { DueTomorrow, EscalatedDossier, Forecast } from './deadlines.contract.ts'
import * as store from './escalations.store.ts'
import { states } from './states.ts'
import { keyIn } from './worklist.ts'

const PAGE = 25

interface Paging {
  after?: string
  limit?: number
}

export async function listEscalated(call: Call, { after, limit = PAGE }: Paging) {
  const { agencyId } = call.actor as OfficerActor
  const found = await store.selectEscalated(call.sql, agencyId, call.now, keyIn(after), limit + 1)
  const shown = found.slice(0, limit)
  const follow = await follower(call, shown)
  const rows: EscalatedDossier[] = []
  for (const one of shown)
    rows.push({ ...(await follow(one)), raisedTo: one.raisedTo, raisedAt: one.raisedAt })
  return { rows, next: found.length > limit ? keyOf(shown.at(-1)) : null }
}

export async function readForecast(call: Call): Promise<Forecast> {
  const { agencyId } = call.actor as OfficerActor
  const { day, ...due } = await dueTomorrow(call)
  const counts = await store.countDue(call.sql, due)
  const holders = await holdersOf(
    call,
    counts.map(({ holderAppointment }) => holderAppointment).filter((id) => id !== null),
  )
  const offices = new Map<number, Forecast['offices'][number]>()
  for (const one of counts) {
    const known = offices.get(one.agencyId) ?? {
      agencyId: one.agencyId,
      office: await officeName(call, one.agencyId),
      count: 0,
      overdue: 0,
      officers: [],
    }
    known.count += one.due
    known.overdue += one.overdue
    if (one.due > 0)
      known.officers.push({ name: holders.get(one.holderAppointment ?? '')?.name ?? null, count: one.due })
    offices.set(one.agencyId, known)
  }
  const rows = [...offices.values()].sort((a, b) => b.count - a.count || b.overdue - a.overdue)
  for (const { officers } of rows) officers.sort((a, b) => b.count - a.count)
  return {
    day,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    escalated: await store.countEscalated(call.sql, agencyId, call.now),
    offices: rows,
  }
}

export async function listDueTomorrow(
  call: Call,
  { agencyId, after, limit = PAGE }: Paging & { agencyId?: number },
) {
  const { agencies, now, until } = await dueTomorrow(call)
  const asked = agencyId === undefined ? agencies : agencies.filter((one) => one === agencyId)
  const found = await store.selectDue(call.sql, { agencies: asked, now, until }, keyIn(after), limit + 1)
  const shown = found.slice(0, limit)
  const follow = await follower(call, shown)
  const rows: DueTomorrow[] = []
  for (const one of shown) rows.push(await follow(one))
  return { rows, next: found.length > limit ? keyOf(shown.at(-1)) : null }
}

const keyOf = (row: store.Followed | undefined) => (row ? `${row.nextDueAt}_${row.dossierId}` : null)

/** My office and those below it; due by the end of the next working day. */
async function dueTomorrow(call: Call) {
  const { agencyId } = call.actor as OfficerActor
  const day = nextWorkingDay(dayOf(call.now), await workingCalendar(call))
  return {
    day,
    agencies: await officesUnder(call, agencyId),
    now: call.now,
    until: instantAt(addDays(day, 1)),
  }
}

const below: Record<string, readonly UnitAgencyKind[]> = {
  'province-police': ['commune-police'],
  'province-committee': ['commune-police', 'commune-committee', 'commune-service-centre'],
}

/** A commune's chair answers for every office of the commune, a province for its communes and departments. */
export async function officesUnder(call: Call, agencyId: number): Promise<number[]> {
  const agency = await agencyById(call.sql, agencyId)
  const unitId = unitIdOfAgency(agencyId)
  if (!agency || unitId === null) return [agencyId]
  if (agency.kind === 'commune-committee')
    return (await agenciesOfUnit(call.sql, unitId)).map((one) => one.agencyId)
  const kinds = below[agency.kind] ?? []
  if (kinds.length === 0) return [agencyId]
  const communes = descendantCommunes(await units(call), unitId, dayOf(call.now))
  const departments = agency.kind === 'province-committee' ? departmentKinds : []
  return [
    agencyId,
    ...departments.map((kind) => agencyIdOf(kind, unitId)),
    ...communes.flatMap((commune) => kinds.map((kind) => agencyIdOf(kind, commune))),
  ]
}

/** Rows with the names of services, offices and holders. */
async function follower(call: Call, found: readonly store.Followed[]) {
  const { agencyId: mine } = call.actor as OfficerActor
  const holders = await holdersOf(
    call,
    found.map(({ holderAppointment }) => holderAppointment).filter((id) => id !== null),
  )
  return async (one: store.Followed): Promise<DueTomorrow> => ({
    dossierId: one.dossierId,
    code: one.code,
    service: (await bundleOf(call, one.serviceCode, one.serviceVersion)).name,
    office: await officeName(call, one.agencyId),
    own: one.agencyId === mine,
    state: one.state,
    stateWords: states[one.state].words,
    dueAt: one.nextDueAt,
    holder: holders.get(one.holderAppointment ?? '')?.name ?? null,
  })
}

export async function officeName(call: Call, agencyId: number): Promise<Words> {
  const agency = await agencyById(call.sql, agencyId)
  return { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' }
}
