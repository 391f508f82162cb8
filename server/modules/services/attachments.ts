/**
 * Papers attached to a form (tệp đính kèm): each goes up first, is checked, and waits with the draft; what the dossier
 * needs goes on with it. Only what no register holds is asked for. Decree 118/2025/NĐ-CP; Resolution 66.7/2025/NQ-CP.
 */
import { type Call, changes, reads } from '#platform/call.ts'
import type { FileReply } from '#platform/endpoint.ts'
import { keepFile, readFile, releaseFile, storeFile } from '#platform/files.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { viewAttachments } from './attached.ts'
import { checkedFile } from './attachment-check.ts'
import * as store from './attachments.store.ts'
import {
  type AttachmentRow,
  deleteAttachments,
  insertAttachment,
  moveToDossier,
} from './attachments.store.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import type { PaperView } from './contract.ts'
import * as contract from './contract.ts'
import type { OpenedDraft } from './draft-content.ts'
import * as drafts from './drafts.store.ts'
import { holderOf, mustBeOpen } from './drafts.ts'
import { lookOpenly } from './matter.ts'
import { papersOf } from './papers-checklist.ts'
import { withResults } from './result-store.ts'
import type { Scope } from './rules/expression.ts'
import { shownFields } from './rules/form.ts'

const MOST_A_SLOT = 10
const MOST_A_DRAFT = 30

/** Throws paperNotAsked, tooManyAttachments, fileRefused, fileNotUsable. */
export async function addAttachment(call: Call, draftId: Uuid, slot: string, bytes: Buffer) {
  const draft = await heldDraft(call, draftId)
  await mustBeAsked(call, draft, slot)
  return addFile(call, draft, slot, bytes)
}

/** What files are kept with until they belong to a dossier: a draft, or a supplement under its dossier's id. */
type KeptWith = Pick<AttachmentRow, 'personNumber' | 'draftId'>

/** Throws tooManyAttachments, fileRefused, fileNotUsable. */
export async function addFile(call: Call, { personNumber, draftId }: KeptWith, slot: string, bytes: Buffer) {
  changes(call, personNumber, ['papers'])
  const before = await store.selectOfDraft(call.sql, draftId)
  const inSlot = before.filter((one) => one.slot === slot)
  if (inSlot.length >= MOST_A_SLOT || before.length >= MOST_A_DRAFT) throw contract.tooManyAttachments()
  const { bytes: clean, ...file } = checkedFile(bytes)
  const attachmentId = uuidv7(call.now.getTime())
  const { contentType } = file
  const kept = await storeFile(call, clean, { kind: 'attachment', contentType, person: personNumber })
  await keepFile(call, kept.id, keeperOf(attachmentId))
  const added: AttachmentRow = {
    personNumber,
    attachmentId,
    draftId,
    dossierId: null,
    slot,
    position: Math.max(0, ...inSlot.map(({ position }) => position)) + 1,
    fileId: kept.id,
    sizeBytes: kept.sizeBytes,
    sha256: kept.sha256,
    ...file,
    digitised: digitisedBy(call),
    addedAt: call.now.toISOString(),
    replacedAt: null,
  }
  await insertAttachment(call.sql, added)
  return { attachments: await viewAttachments(call, [...before, added]) }
}

/** A scan at a counter; nobody has compared it yet. */
function digitisedBy({ actor, now }: Call): AttachmentRow['digitised'] {
  if (actor.kind !== 'officer') return null
  const { accountId, appointmentId, agencyId } = actor
  return { accountId, appointmentId, agencyId, comparison: null, at: now.toISOString() }
}

/** What the officer says of every file of this paper so far. Throws attachmentUnknown where there is none. */
export async function compareAttachments(call: Call, draftId: Uuid, slot: string, compared: boolean) {
  const { actor, now } = call
  if (actor.kind !== 'officer') throw new Error('Papers are compared at a counter')
  const draft = await heldDraft(call, draftId)
  changes(call, draft.personNumber, ['papers'])
  const inSlot = (await store.selectOfDraft(call.sql, draftId)).filter((one) => one.slot === slot)
  if (inSlot.length === 0) throw contract.attachmentUnknown()
  const { accountId, appointmentId } = actor
  const ids = inSlot.map(({ attachmentId }) => attachmentId)
  const comparison = compared ? { accountId, appointmentId, at: now.toISOString() } : null
  await store.updateComparison(call.sql, draft.personNumber, ids, comparison)
  return { attachments: await viewAttachments(call, await store.selectOfDraft(call.sql, draftId)) }
}

/** The files of one paper in the order given; those not named stand behind. */
export async function orderAttachments(call: Call, draftId: Uuid, slot: string, ids: readonly Uuid[]) {
  return orderFiles(call, await heldDraft(call, draftId), slot, ids)
}

export async function orderFiles(
  call: Call,
  { personNumber, draftId }: KeptWith,
  slot: string,
  ids: readonly Uuid[],
) {
  changes(call, personNumber, ['papers'])
  const inSlot = (await store.selectOfDraft(call.sql, draftId)).filter((one) => one.slot === slot)
  const known = inSlot.map(({ attachmentId }) => attachmentId)
  if (ids.some((id) => !known.includes(id))) throw contract.attachmentUnknown()
  const order = [...new Set([...ids, ...known])]
  await store.updatePositions(call.sql, personNumber, order)
  return { attachments: await viewAttachments(call, await store.selectOfDraft(call.sql, draftId)) }
}

/** Removed twice is removed. */
export async function removeAttachment(call: Call, draftId: Uuid, attachmentId: Uuid) {
  return removeFile(call, await heldDraft(call, draftId), attachmentId)
}

export async function removeFile(call: Call, { personNumber, draftId }: KeptWith, attachmentId: Uuid) {
  changes(call, personNumber, ['papers'])
  const before = await store.selectOfDraft(call.sql, draftId)
  await forget(
    call,
    before.filter((one) => one.attachmentId === attachmentId),
  )
  const left = before.filter((one) => one.attachmentId !== attachmentId)
  return { attachments: await viewAttachments(call, left) }
}

export async function readAttachment(call: Call, draftId: Uuid, attachmentId: Uuid): Promise<FileReply> {
  const draft = mustBeOpen(call, await drafts.selectDraft(call.sql, holderOf(call), draftId))
  return openFile(call, draft, attachmentId)
}

export async function openFile(
  call: Call,
  { personNumber, draftId }: KeptWith,
  attachmentId: Uuid,
): Promise<FileReply> {
  reads(call, personNumber, ['papers'])
  return opened(call, await store.selectOfDraft(call.sql, draftId), attachmentId)
}

/** A file of a dossier that the caller may see already. */
export async function openOfDossier(
  call: Call,
  { dossierId, personNumber }: Pick<AttachmentRow, 'personNumber'> & { dossierId: Uuid },
  attachmentId: Uuid,
): Promise<FileReply> {
  reads(call, personNumber, ['papers'])
  return opened(call, await store.selectOfDossier(call.sql, dossierId), attachmentId)
}

async function opened(call: Call, rows: readonly AttachmentRow[], attachmentId: Uuid): Promise<FileReply> {
  const found = rows.find((one) => one.attachmentId === attachmentId)
  if (!found) throw contract.attachmentUnknown()
  const { bytes, contentType } = await readFile(call, found.fileId)
  return { bytes, contentType, fileName: `giay-to.${endings[contentType] ?? 'bin'}` }
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

/** The dossier takes along what it needs; the rest is nobody's to keep. */
export async function takeAlong(
  call: Call,
  bundle: Bundle,
  draft: KeptWith,
  dossier: { dossierId: Uuid; papers: readonly PaperView[] },
  scope: Scope,
): Promise<void> {
  const attached = await store.selectOfDraft(call.sql, draft.draftId)
  if (attached.length === 0) return
  const asked = slotsAsked(bundle, dossier.papers, scope)
  await forget(
    call,
    attached.filter(({ slot }) => !asked.has(slot)),
  )
  await moveToDossier(call.sql, draft, dossier.dossierId)
}

/** Files of drafts that were deleted or expired go the way of their drafts. */
export async function sweepAttachments(call: Call, limit: number): Promise<void> {
  await forget(call, await store.selectLeftBehind(call.sql, call.now, limit))
}

async function forget(call: Call, rows: readonly AttachmentRow[]): Promise<void> {
  for (const { personNumber, attachmentId, fileId } of rows) {
    await deleteAttachments(call.sql, personNumber, [attachmentId])
    await releaseFile(call, fileId, keeperOf(attachmentId))
  }
}

async function heldDraft(call: Call, draftId: Uuid): Promise<OpenedDraft> {
  return mustBeOpen(call, await drafts.lockDraft(call.sql, holderOf(call), draftId))
}

/** Papers that no register holds, and fields of kind `document` that are shown. */
async function mustBeAsked(call: Call, draft: OpenedDraft, slot: string): Promise<void> {
  const bundle = await bundleOf(call, draft.serviceCode, draft.serviceVersion)
  const { scope } = await lookOpenly(call, bundle, draft.personNumber, draft.answers)
  const papers = await withResults(call, papersOf(bundle, scope), [draft.personNumber])
  if (!slotsAsked(bundle, papers, scope).has(slot)) throw contract.paperNotAsked()
}

export function slotsAsked(bundle: Bundle, papers: readonly PaperView[], scope: Scope): Set<string> {
  return new Set([
    ...papers.filter(({ needed }) => needed).map(({ code }) => code),
    ...shownFields(bundle.form, scope)
      .filter(({ kind }) => kind === 'document')
      .map(({ name }) => name),
  ])
}

const keeperOf = (attachmentId: Uuid) => `services.attachments:${attachmentId}`
