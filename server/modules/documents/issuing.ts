/** Issuing a paper: its data and number now, with the decision; its signed PDF a moment later, by a job. */
import { randomInt } from 'node:crypto'
import { type Call, changes } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { agencyById, unitById, units } from '#reference'
import { documentRevoked, documentUnknown } from './contract.ts'
import { checkData } from './data-check.ts'
import * as store from './documents.store.ts'
import type { Data } from './fill.ts'
import { findTemplate, kindsEndedBy } from './kinds.ts'
import type { Issuer, OfficialSigner } from './signature-block.ts'

/** Jobs by this name draw and sign one paper. */
export const SIGN_TASK = 'documents.sign'

export interface NewDocument {
  /** Whose paper it is. */
  person: PersonNumber
  /** Others whose paper it is as well; it stands among their documents too. */
  alsoFor?: readonly PersonNumber[]
  kind: string
  /** Of the template; the newest when none is named. */
  version?: number
  data: Data
  agencyId: number
  dossierId?: Uuid
  /** As printed; made from the agency when not given. */
  issuer?: Issuer
  /** None when the program issues by itself. */
  signer?: OfficialSigner
  issuedOn?: Day
  /** Last day; by the template when not given, null for never. */
  validUntil?: Day | null
}

export interface IssuedDocument {
  id: Uuid
  code: string
  number: string
  state: 'pending-signature'
  issuedOn: Day
  validUntil: Day | null
}

/**
 * Records a paper and has it signed after this call commits, or never. Throws TemplateMismatch when the data does
 * not fit the template, so that a wrong bundle fails with the decision and not in the night.
 */
export async function issueDocument(call: Call, wanted: NewDocument): Promise<IssuedDocument> {
  const template = findTemplate(wanted.kind, wanted.version)
  if (!template) throw new Error(`No template ${wanted.kind}`)
  checkData(template, wanted.data)
  const holder = await store.holderOf(call.sql, wanted.person)
  if (!holder) throw new Error('A paper needs a person of the register')
  const issuedOn = wanted.issuedOn ?? dayOf(call.now)
  const symbol = template.symbol ?? template.kind
  const running = await store.nextNumber(call.sql, wanted.agencyId, symbol, Number(issuedOn.slice(0, 4)))
  const id = uuidv7(call.now.getTime())
  const row = {
    personNumber: wanted.person,
    id,
    code: newCode(),
    kind: template.kind,
    version: template.version,
    number: `${String(running).padStart(2, '0')}/${symbol}`,
    dossierId: wanted.dossierId ?? null,
    agencyId: wanted.agencyId,
    issuer: wanted.issuer ?? (await issuerOf(call, wanted.agencyId, issuedOn)),
    signer: wanted.signer ?? null,
    holderMark: markOf(holder.name, wanted.person),
    data: wanted.data,
    issuedOn,
    validUntil: wanted.validUntil === undefined ? lastDay(issuedOn, template.validMonths) : wanted.validUntil,
    issuedAt: call.now,
  }
  changes(call, wanted.person, [`document:${template.kind}`])
  await store.insertDocument(call.sql, row)
  const others = (wanted.alsoFor ?? []).filter((other) => other !== wanted.person)
  if (others.length > 0) await store.insertAlsoFor(call.sql, wanted.person, id, others)
  for (const other of others) changes(call, other, [`document:${template.kind}`])
  await enqueueSigning(call, id)
  await poke(call, [`person:${holder.personId}`], 'documents')
  const { code, number, validUntil } = row
  return { id, code, number, state: 'pending-signature', issuedOn, validUntil }
}

/** Adds the job that draws and signs a paper; one that waits already is not doubled. */
export async function enqueueSigning(call: Pick<Call, 'sql'>, id: Uuid): Promise<void> {
  await enqueue(call, SIGN_TASK, { id }, { key: `${SIGN_TASK}:${id}` })
}

/**
 * Says that a paper is no longer good (thu hồi, hết giá trị); the public page says so from then on. Revoking twice
 * changes nothing. Throws documentUnknown.
 */
export async function revokeDocument(call: Call, id: Uuid, reason: string): Promise<void> {
  const document = await store.documentByIdForUpdate(call.sql, id)
  if (!document) throw documentUnknown()
  if (document.state === 'revoked') return
  changes(call, document.personNumber, [`document:${document.kind}`])
  await store.markRevoked(call.sql, document, call.now, reason)
  const { kind, dossierId, personNumber } = document
  await emit(call, documentRevoked, { id, kind, dossierId }, { person: personNumber })
  await pokeHolders(call, document)
}

/**
 * Ends the confirmations that a change of residence has overtaken (Circular 55/2021/TT-BCA, art. 17): what they say is
 * no longer so. Safe to repeat.
 */
export async function endConfirmations(call: Call, person: PersonNumber, changedAt: Instant): Promise<void> {
  const overtaken = await store.goodDocumentsOf(call.sql, person, kindsEndedBy('residence-change'), changedAt)
  for (const id of overtaken) await revokeDocument(call, id, RESIDENCE_CHANGED)
}

const RESIDENCE_CHANGED = 'Thông tin về cư trú đã thay đổi sau khi cấp giấy'

export async function pokeHolders(call: Call, document: store.StoredDocument): Promise<void> {
  const people = await store.publicIdsOf(call.sql, document)
  await poke(call, [...people.map((id) => `person:${id}`), `agency:${document.agencyId}`], 'documents')
}

/** Agency, superior and place as a paper prints them (Decree 30/2020/NĐ-CP, Appendix I). */
export async function issuerOf(
  call: Pick<Call, 'sql' | 'ports'>,
  agencyId: number,
  on: Day,
): Promise<Issuer> {
  const agency = await agencyById(call.sql, agencyId)
  if (!agency) throw new Error(`No agency ${agencyId}`)
  const parent = agency.parentId === null ? undefined : await agencyById(call.sql, agency.parentId)
  const unit = agency.unitId === null ? undefined : unitById(await units(call), agency.unitId, on)
  return {
    agency: agency.nameVi,
    place: unit?.name ?? 'Hà Nội',
    ...(parent ? { superior: parent.nameVi } : {}),
  }
}

/** No letter or digit that is easily taken for another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16

/** 78 random bits, in groups of four that can be typed from paper. */
export function newCode(): string {
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) {
    if (i > 0 && i % 4 === 0) code += '-'
    code += ALPHABET[randomInt(ALPHABET.length)]
  }
  return code
}

/** "Nguyễn Thị Hường", 001190000123 → "N. T. H., số định danh …123". */
export function markOf(name: string, number: PersonNumber): string {
  const initials = name.split(' ').map((word) => `${[...word][0] ?? ''}.`)
  return `${initials.join(' ')}, số định danh …${number.slice(-3)}`
}

function lastDay(from: Day, months: number | undefined): Day | null {
  return months === undefined ? null : addDays(addMonths(from, months), -1)
}
