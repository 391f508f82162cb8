import type { Call, CitizenActor } from '#platform/call.ts'
import { reads } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import { agencyById, positions } from '#reference'
import { commitments } from './commitments.ts'
import type { Access, InspectedEntry } from './contract.ts'
import { pageKeyWrong } from './contract.ts'
import { earlierNumbersOf } from './earlier-numbers.ts'
import * as store from './entries.store.ts'
import { organisationNames } from './organisation-names.ts'

const PAGE = 50

interface PageOf<Row> {
  rows: Row[]
  next: string | null
}

/** What was read or changed of the caller's own data, newest first. */
export async function accessesOf(
  call: Call,
  citizen: CitizenActor,
  query: { after?: string; limit?: number; own?: boolean },
): Promise<PageOf<Access>> {
  reads(call, citizen.number, ['access-log'])
  const numbers = [citizen.number, ...(await earlierNumbersOf(call.sql, citizen.number))]
  const subjects = [...(await commitments().of(call.sql, numbers)).values()]
  const limit = query.limit ?? PAGE
  const rows = await store.entriesAbout(call.sql, subjects, {
    before: position(query.after),
    limit: limit + 1,
    own: query.own ?? false,
    person: citizen.personId,
  })
  const shown = rows.slice(0, limit)
  const names = await organisationNames(
    call.sql,
    shown.map(({ representedOrganisation }) => representedOrganisation),
  )
  return {
    rows: await Promise.all(
      shown.map(async (row) => ({
        ...described(row),
        by: await by(call.sql, row, names, citizen.personId),
        action: row.action,
        fields: row.fields,
      })),
    ),
    next: rows.length > limit ? keyOf(shown.at(-1)) : null,
  }
}

/** Every entry, for the inspector: refused ones and those that stand on a typed reason can be picked out. */
export async function inspectEntries(
  call: Call,
  query: { after?: string; limit?: number; kind?: 'all' | 'refused' | 'without-dossier' },
): Promise<PageOf<InspectedEntry>> {
  const limit = query.limit ?? PAGE
  const rows = await store.entriesForInspection(call.sql, {
    before: position(query.after),
    limit: limit + 1,
    kind: query.kind ?? 'all',
  })
  const shown = rows.slice(0, limit)
  const names = await organisationNames(
    call.sql,
    shown.map(({ representedOrganisation }) => representedOrganisation),
  )
  return {
    rows: await Promise.all(
      shown.map(async (row) => ({
        ...described(row),
        by: await by(call.sql, row, names, null),
        problem: row.problem,
        subjectCount: row.subjectCount,
      })),
    ),
    next: rows.length > limit ? keyOf(shown.at(-1)) : null,
  }
}

function described(row: Omit<store.AccessRow, 'action' | 'fields'>) {
  return {
    id: row.id,
    at: row.at,
    act: row.act,
    purpose: row.purposeVi && row.purposeEn ? { vi: row.purposeVi, en: row.purposeEn } : null,
    legalBasis: row.legalBasis,
    dossierId: row.dossierId,
    reason: row.reason,
    outcome: row.outcome,
  }
}

async function by(
  sql: Sql,
  row: Omit<store.AccessRow, 'action' | 'fields'>,
  names: ReadonlyMap<Uuid, string>,
  self: Uuid | null,
) {
  const { representedOrganisation: organisationId } = row
  return {
    kind: row.actorKind,
    own: self !== null && row.actorPerson === self,
    representative: row.representedPerson !== null && row.representedPerson === self,
    organisation: organisationId === null ? null : (names.get(organisationId) ?? null),
    agency: row.agencyId === null ? null : await agencyName(sql, row.agencyId),
    through: row.throughAgencyId === null ? null : await agencyName(sql, row.throughAgencyId),
    position: row.position === null ? null : await positionName(sql, row.position),
  }
}

async function agencyName(sql: Sql, agencyId: number): Promise<Words | null> {
  const agency = await agencyById(sql, agencyId)
  return agency ? { vi: agency.nameVi, en: agency.nameEn } : null
}

async function positionName(sql: Sql, position: string): Promise<Words | null> {
  const found = (await positions(sql)).find((row) => row.position === position)
  return found ? { vi: found.nameVi, en: found.nameEn } : null
}

function keyOf(row: { at: string; id: Uuid } | undefined): string | null {
  return row ? `${row.at}_${row.id}` : null
}

function position(key: string | undefined): { at: string; id: Uuid } | null {
  if (key === undefined) return null
  const [at, id] = key.split('_')
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw pageKeyWrong()
  return { at, id }
}
