/**
 * Lists of people for an office's duty: one commune, chosen columns, a typed reason. A second officer agrees above a
 * size; the file is made in the background, everyone in it is entered as read, and every row carries the mark of the
 * export. Law 91/2025/QH15; four eyes for bulk by our own rule.
 */
import type { Call } from '#platform/call.ts'
import { reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import { keepFile, readFile, releaseFile, storeFile } from '#platform/files.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { agencyById, isWithin, unitName, units } from '#reference'
import * as contract from './contract.ts'
import { listOf, marked } from './export-file.ts'
import type { ExportRecord } from './exports.store.ts'
import * as store from './exports.store.ts'
import { selectContactsOf } from './people.store.ts'
import { knownPerson, peopleByNumbers } from './people.ts'
import { placeSearch } from './search-places.ts'
import { officerOf } from './territory.ts'

export const MAKE = 'population.make-export'
const MOST_PEOPLE = 20_000
const PEOPLE_AT_ONCE = 1000
const DAYS_KEPT = 7

/** Throws outOfTerritory, exportTooLarge. */
export async function askExport(
  call: Call,
  asked: { unitId: number; columns: contract.ExportColumn[]; reason: string },
): Promise<contract.Export> {
  const officer = officerOf(call)
  call.entry.reason = tidy(asked.reason)
  const { territory } = officer
  const here = isWithin(await units(call), asked.unitId, territory.unitId, dayOf(call.now))
  if (territory.level !== 'nation' && !here) throw contract.outOfTerritory()
  const people = await placeSearch().counted(call, asked.unitId)
  if (people === 0 || people > MOST_PEOPLE) throw contract.exportTooLarge()
  const alone = people <= contract.ALONE_AT_MOST
  const one: ExportRecord = {
    exportId: uuidv7(),
    state: alone ? 'agreed' : 'asked',
    unitId: asked.unitId,
    columns: asked.columns,
    reason: tidy(asked.reason),
    agencyId: officer.agencyId,
    askedBy: officer.accountId,
    askedByName: (await knownPerson(call, officer.number)).name,
    askedAt: call.now.toISOString(),
    decidedBy: null,
    decidedAt: null,
    people,
    fileId: null,
    endsAt: null,
  }
  await store.insertExport(call.sql, one)
  if (alone) await enqueue(call, MAKE, { exportId: one.exportId })
  return await shown(call, one)
}

/** Throws exportUnknown, exportNotNow, ownExport. */
export async function decideExport(call: Call, exportId: Uuid, agree: boolean): Promise<contract.Export> {
  const one = await ofOffice(call, exportId)
  call.entry.reason = one.reason
  const { accountId } = officerOf(call)
  if (accountId === one.askedBy) throw contract.ownExport()
  const decision = { state: agree ? 'agreed' : 'refused', by: accountId, at: call.now } as const
  if (!(await store.decide(call.sql, exportId, decision))) throw contract.exportNotNow()
  if (agree) await enqueue(call, MAKE, { exportId })
  return await shown(call, { ...one, state: decision.state, decidedAt: call.now.toISOString() })
}

export async function listExports(call: Call, { after, limit = 20 }: { after?: string; limit?: number }) {
  const before = after && /^[0-9a-f-]{36}$/.test(after) ? after : null
  const { agencyId } = officerOf(call)
  const found = await store.selectExports(call.sql, { agencyId, before, limit })
  const rows = await Promise.all(found.map((one) => shown(call, one)))
  return { rows, next: found.length === limit ? found.at(-1)!.exportId : null }
}

/** Throws exportUnknown. */
export async function readExportFile(call: Call, exportId: Uuid): Promise<FileReply> {
  const one = await ofOffice(call, exportId)
  call.entry.reason = one.reason
  if (one.state !== 'made' || !one.fileId) throw contract.exportUnknown()
  const { bytes } = await readFile(call, one.fileId)
  return { bytes, fileName: `danh-sach-${exportId}.csv` }
}

/** Makes the file of an export that was agreed; everyone in it is entered, with the digest of the file. */
export async function makeExport(call: Call, { exportId }: { exportId: Uuid }): Promise<void> {
  const one = await store.selectExport(call.sql, exportId)
  if (one?.state !== 'agreed') return
  call.entry.purpose = 'population/bulk-export'
  call.entry.reason = one.reason
  const list: string[] = []
  let people = 0
  let after: PersonNumber = ''
  while (people < MOST_PEOPLE) {
    const numbers = await placeSearch().listed(call, one.unitId, after, PEOPLE_AT_ONCE)
    for (const number of numbers) reads(call, number, one.columns)
    const [found, contacts] = await Promise.all([
      peopleByNumbers(call, numbers),
      selectContactsOf(call.sql, numbers),
    ])
    const rows = numbers.flatMap((number) => found.get(number) ?? [])
    list.push(listOf(one, rows, new Map(contacts.map((each) => [each.personNumber, each]))))
    people += rows.length
    if (numbers.length < PEOPLE_AT_ONCE) break
    after = numbers.at(-1)!
  }
  const agency = await agencyById(call.sql, one.agencyId)
  const unit = unitName(await units(call), one.unitId, dayOf(call.now))
  const bytes = marked(one, { agency: agency?.nameVi ?? '', unit, madeAt: call.now, people }, list)
  const file = await storeFile(call, bytes, { kind: 'population-export', contentType: 'text/csv' })
  await keepFile(call, file.id, `population.exports:${exportId}`)
  const endsAt = new Date(call.now.getTime() + DAYS_KEPT * 86_400_000)
  await store.keepMade(call.sql, { exportId, fileId: file.id, sha256: file.sha256, people, endsAt })
  call.entry.answerDigest = file.sha256
  await poke(call, [`agency:${one.agencyId}`], 'exports')
}

/** Files of lists whose days are over are given up; who got them stays in the log. */
export async function endExports(call: Call): Promise<void> {
  for (const { exportId, fileId } of await store.endExports(call.sql, call.now)) {
    await releaseFile(call, fileId, `population.exports:${exportId}`)
  }
}

async function ofOffice(call: Call, exportId: Uuid): Promise<ExportRecord> {
  const one = await store.selectExport(call.sql, exportId)
  if (!one || one.agencyId !== officerOf(call).agencyId) throw contract.exportUnknown()
  return one
}

async function shown(call: Call, one: ExportRecord): Promise<contract.Export> {
  const name = unitName(await units(call), one.unitId, dayOf(call.now))
  return {
    exportId: one.exportId,
    state: one.state,
    unit: { vi: name, en: name },
    columns: one.columns,
    reason: one.reason,
    people: one.people,
    askedByMe: one.askedBy === officerOf(call).accountId,
    askedAt: one.askedAt,
    decidedAt: one.decidedAt,
    endsAt: one.endsAt,
  }
}
