/** Lawful dwellings (chỗ ở hợp pháp) and who owns them. Law on Residence 68/2020/QH14, art. 2(1), 20. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { EVERYTHING_KNOWN } from '#population'
import { addressLine, unitById, units } from '#reference'
import * as contract from './contract.ts'
import * as store from './dwellings.store.ts'

export type { Dwelling, DwellingOwner } from './dwellings.store.ts'

/** An owner is a person or an organisation, never both. */
export type Owner = { personNumber: PersonNumber } | { organisation: string }

export interface NewDwelling {
  unitId: number
  addressLine: string
  kind: string
  areaM2?: number
  owners: readonly Owner[]
  ownedFrom: Day
}

/** Records a dwelling in a commune of today with its owners. Throws notACommune. */
export async function registerDwelling(call: Call, dwelling: NewDwelling): Promise<Uuid> {
  const unit = unitById(await units(call), dwelling.unitId, dayOf(call.now))
  if (unit?.level !== 'commune') throw contract.notACommune()
  const dwellingId = uuidv7()
  await store.insertDwelling(call.sql, {
    dwellingId,
    unitId: dwelling.unitId,
    addressLine: tidy(dwelling.addressLine),
    kind: dwelling.kind,
    areaM2: dwelling.areaM2 === undefined ? null : String(dwelling.areaM2),
    recordedAt: call.now.toISOString(),
    closedOn: null,
  })
  await addOwners(call, dwellingId, dwelling.owners, dwelling.ownedFrom)
  return dwellingId
}

/** New owners from a day on; what was recorded of those before is superseded, never rewritten. */
export async function changeOwners(
  call: Call,
  dwellingId: Uuid,
  owners: readonly Owner[],
  from: Day,
): Promise<void> {
  await knownDwelling(call, dwellingId)
  const before = await store.selectOwners(call.sql, dwellingId, from)
  const at = call.now.toISOString()
  await store.supersedeOwners(
    call.sql,
    dwellingId,
    before.map(({ id }) => id),
    at,
  )
  const ended = before.map((owner) => ({ ...owner, id: uuidv7(), validUntil: from, recordedAt: at }))
  if (ended.length > 0) await store.insertOwners(call.sql, ended)
  await addOwners(call, dwellingId, owners, from)
}

async function addOwners(call: Call, dwellingId: Uuid, owners: readonly Owner[], validFrom: Day) {
  const recordedAt = call.now.toISOString()
  const rows = owners.map((owner) => ({
    dwellingId,
    id: uuidv7(),
    personNumber: 'personNumber' in owner ? owner.personNumber : null,
    organisation: 'organisation' in owner ? tidy(owner.organisation) : null,
    validFrom,
    validUntil: null,
    recordedAt,
    supersededAt: null,
    eventId: null,
  }))
  if (rows.length > 0) await store.insertOwners(call.sql, rows)
}

/** No one is registered at it any more from that day (demolished, confiscated). */
export async function closeDwelling(call: Call, dwellingId: Uuid, on: Day): Promise<void> {
  await knownDwelling(call, dwellingId)
  await store.setClosed(call.sql, dwellingId, on)
}

/** Throws dwellingUnknown. */
export async function knownDwelling(call: Pick<Call, 'sql'>, dwellingId: Uuid): Promise<store.Dwelling> {
  const dwelling = await store.selectDwelling(call.sql, dwellingId)
  if (!dwelling) throw contract.dwellingUnknown()
  return dwelling
}

/** Who must consent for a dwelling on a day: persons, or an organisation by its name. */
export async function ownersOf(
  call: Pick<Call, 'sql'>,
  dwellingId: Uuid,
  on: Day,
): Promise<store.DwellingOwner[]> {
  return await store.selectOwners(call.sql, dwellingId, on)
}

export async function dwellingsOwnedBy(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
  on: Day,
): Promise<Uuid[]> {
  return await store.selectDwellingsOwnedBy(call.sql, number, on)
}

/** The address of a dwelling as people wrote it on a day: line, commune, province. Throws dwellingUnknown. */
export async function addressOf(
  call: Pick<Call, 'sql' | 'ports'>,
  dwellingId: Uuid,
  on: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<string> {
  const line = await store.selectLineOn(call.sql, dwellingId, on)
  if (line === undefined) throw contract.dwellingUnknown()
  return addressLine(await units(call), await unitOfDwelling(call, dwellingId, on, knownAt), line, on)
}

/** The unit in which a dwelling lay on a day, as known at an instant. Throws dwellingUnknown. */
export async function unitOfDwelling(
  call: Pick<Call, 'sql'>,
  dwellingId: Uuid,
  on: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<number> {
  const unitId = await store.selectUnitOfDwelling(call.sql, dwellingId, on, knownAt)
  if (unitId === undefined) throw contract.dwellingUnknown()
  return unitId
}

/** Dwellings of a commune in the order of their addresses, for choosing one; nothing about persons. */
export async function dwellingsIn(
  call: Pick<Call, 'sql'>,
  unitId: number,
  asked: { line?: string; after?: string; limit?: number } = {},
): Promise<{ rows: contract.DwellingRow[]; next: string | null }> {
  const limit = asked.limit ?? DEFAULT_ROWS
  const after = isUuid(asked.after) ? asked.after : FIRST_ID
  const rows = await store.selectDwellingsIn(call.sql, { unitId, line: tidy(asked.line ?? ''), after, limit })
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { rows, next: last?.dwellingId ?? null }
}

const DEFAULT_ROWS = 20
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export function isUuid(text: string | undefined): text is Uuid {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
