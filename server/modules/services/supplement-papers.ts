/**
 * New scans in a supplement (bổ sung giấy tờ): only of papers the officer marked. They wait under the dossier's id until
 * the supplement is sent, then stand for the paper; what was sent before is kept. Decree 118/2025/NĐ-CP.
 */
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { documentAnswers, viewAttachments } from './attached.ts'
import * as store from './attachments.store.ts'
import { addFile, openFile, orderFiles, removeFile, slotsAsked, takeAlong } from './attachments.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import * as contract from './contract.ts'
import { myDossier } from './dossier-view.ts'
import type { Dossier } from './dossiers.store.ts'
import type { Scope } from './rules/expression.ts'
import { fieldsOf } from './rules/form.ts'

/** Throws paperNotMarked, and what attaching throws. */
export async function addSupplementPaper(call: Call, dossierId: Uuid, slot: string, bytes: Buffer) {
  const dossier = await asked(call, dossierId)
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  if (!slotsMarked(bundle, dossier).has(slot)) throw contract.paperNotMarked()
  return addFile(call, keptWith(dossier), slot, bytes)
}

export async function orderSupplementPapers(call: Call, dossierId: Uuid, slot: string, ids: readonly Uuid[]) {
  return orderFiles(call, keptWith(await asked(call, dossierId)), slot, ids)
}

export async function removeSupplementPaper(call: Call, dossierId: Uuid, attachmentId: Uuid) {
  return removeFile(call, keptWith(await asked(call, dossierId)), attachmentId)
}

export async function readSupplementPaper(call: Call, dossierId: Uuid, attachmentId: Uuid) {
  return openFile(call, keptWith(await asked(call, dossierId)), attachmentId)
}

/** What the page of the supplement shows: marked papers that are no fields, and new scans so far. */
export async function papersToSupplement(call: Call, bundle: Bundle, dossier: Dossier) {
  const marked = slotsMarked(bundle, dossier)
  return {
    papers: dossier.papers.filter(({ code }) => marked.has(code)),
    attachments: await viewAttachments(call, await store.selectOfDraft(call.sql, dossier.dossierId)),
  }
}

/** Answers to fields of kind `document` when the new scans stand for theirs. */
export async function answersWithNewScans(call: Call, bundle: Bundle, { dossierId }: Dossier) {
  const waiting = await store.selectOfDraft(call.sql, dossierId)
  const replaced = new Set(waiting.map(({ slot }) => slot))
  const kept = (await store.selectOfDossier(call.sql, dossierId)).filter(
    ({ slot, replacedAt }) => replacedAt === null && !replaced.has(slot),
  )
  return documentAnswers(bundle, [...kept, ...waiting])
}

/** The new scans join the dossier. Throws answersWrong where a marked paper has none. */
export async function takeNewScans(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  scope: Scope,
): Promise<void> {
  const needed = slotsAsked(bundle, dossier.papers, scope)
  const marked = [...slotsMarked(bundle, dossier)].filter((slot) => needed.has(slot))
  const waiting = await store.selectOfDraft(call.sql, dossier.dossierId)
  const missing = marked.filter((slot) => !waiting.some((one) => one.slot === slot))
  if (missing.length > 0) {
    throw contract.answersWrong({ with: { errors: missing.map((field) => ({ field, message: newScan })) } })
  }
  await store.updateReplaced(call.sql, dossier.personNumber, dossier.dossierId, marked, call.now)
  await takeAlong(call, bundle, keptWith(dossier), dossier, scope)
}

const newScan = {
  vi: 'Cán bộ cần bản chụp mới của giấy tờ này. Hãy chụp ảnh hoặc chọn tệp',
  en: 'The officer needs a new scan of this paper. Take a picture or choose a file',
}

/** Marked papers, and marked fields that take files. */
function slotsMarked(bundle: Bundle, { supplement, papers }: Dossier): Set<string> {
  const slots = new Set([
    ...papers.map(({ code }) => code),
    ...fieldsOf(bundle.form).flatMap(({ name, kind }) => (kind === 'document' ? [name] : [])),
  ])
  return new Set(supplement?.fields.filter((field) => slots.has(field)))
}

/** Throws notFound, actNotNow. */
async function asked(call: Call, dossierId: Uuid): Promise<Dossier> {
  const dossier = await myDossier(call, dossierId, true)
  if (dossier.state !== 'supplement-asked') throw contract.actNotNow({ with: { state: dossier.state } })
  return dossier
}

const keptWith = ({ personNumber, dossierId }: Dossier) => ({ personNumber, draftId: dossierId })
