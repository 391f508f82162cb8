/** Reading papers: the citizen his own, an office those of a dossier it holds. */
import type { Call, CitizenActor } from '#platform/call.ts'
import { reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import { readFile } from '#platform/files.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import {
  type DocumentDetail,
  type DocumentRow,
  documentUnknown,
  noLongerKept,
  notSignedYet,
} from './contract.ts'
import * as store from './documents.store.ts'
import { enqueueSigning } from './issuing.ts'
import { findTemplate } from './kinds.ts'
import { qrPath } from './qr.ts'
import { verifyUrlOf } from './signing.ts'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function myDocuments(
  call: Call,
  query: { after?: string; limit?: number; kind?: string },
): Promise<{ rows: DocumentRow[]; next: string | null }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['documents'])
  const limit = query.limit ?? PAGE
  const rows = await store.documentsOfPerson(call.sql, number, {
    after: query.after && UUID.test(query.after) ? query.after : null,
    limit: limit + 1,
    kind: query.kind ?? null,
  })
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map((document) => rowOf(call, document)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Throws documentUnknown, also for a paper that is someone else's. */
export async function myDocument(call: Call, id: Uuid): Promise<DocumentDetail> {
  return detailOf(call, await mine(call, id))
}

/** Throws documentUnknown and notSignedYet. */
export async function myPdf(call: Call, id: Uuid): Promise<FileReply> {
  return pdfOf(call, await mine(call, id))
}

async function mine(call: Call, id: Uuid): Promise<store.StoredDocument> {
  const { number } = call.actor as CitizenActor
  const document = await store.documentOfPerson(call.sql, number, id)
  if (!document) {
    reads(call, number, ['documents'])
    throw documentUnknown()
  }
  return document
}

/** Papers of a dossier. Whoever calls has made sure that the actor may see the dossier. */
export async function documentsOfDossier(call: Call, dossierId: Uuid): Promise<DocumentRow[]> {
  const found = await store.documentsOfDossier(call.sql, dossierId)
  for (const { personNumber } of found) reads(call, personNumber, ['documents'])
  return found.map((document) => rowOf(call, document))
}

/** One paper of a dossier, as data. Throws documentUnknown when it is of another dossier. */
export async function documentOfDossier(call: Call, dossierId: Uuid, id: Uuid): Promise<DocumentDetail> {
  return detailOf(call, await ofDossier(call, dossierId, id))
}

/** One paper of a dossier, as signed PDF. Throws documentUnknown and notSignedYet. */
export async function pdfOfDossier(call: Call, dossierId: Uuid, id: Uuid): Promise<FileReply> {
  return pdfOf(call, await ofDossier(call, dossierId, id))
}

async function ofDossier(call: Call, dossierId: Uuid, id: Uuid): Promise<store.StoredDocument> {
  const document = await store.documentById(call.sql, id)
  if (!document || document.dossierId !== dossierId) throw documentUnknown()
  return document
}

/** A paper that an office may open for a dossier in which it was reused: the caller has made sure of it. */
export async function pdfOfReused(call: Call, id: Uuid): Promise<FileReply> {
  const document = await store.documentById(call.sql, id)
  if (!document) throw documentUnknown()
  return pdfOf(call, document)
}

/** A result that stands for a paper. */
export interface HeldResult {
  documentId: Uuid
  kind: string
  name: Words
  number: string
}

/** Results of people that are in force today, the newest of each kind: they need not be brought again. */
export async function resultsInForce(
  call: Call,
  people: readonly PersonNumber[],
  kinds: readonly string[],
): Promise<HeldResult[]> {
  const byKind = new Map<string, HeldResult>()
  for (const document of await store.inForce(call.sql, people, kinds, dayOf(call.now))) {
    reads(call, document.personNumber, ['documents'])
    const { id, kind, number } = document
    if (!byKind.has(kind)) byKind.set(kind, { documentId: id, kind, name: nameOf(document), number })
  }
  return [...byKind.values()]
}

async function pdfOf(call: Call, document: store.StoredDocument): Promise<FileReply> {
  reads(call, document.personNumber, [`document:${document.kind}`])
  if (document.dossierId) call.entry.dossierId ??= document.dossierId
  if (document.forgottenAt) throw noLongerKept()
  if (!document.fileId) {
    // Its job may be waiting, or never have been: a seeded paper is signed when it is first opened.
    if (document.state === 'pending-signature') await enqueueSigning(call, document.id)
    throw notSignedYet()
  }
  const { bytes } = await readFile(call, document.fileId)
  return { bytes, fileName: `${document.kind}-${document.number}.pdf` }
}

function detailOf(call: Call, document: store.StoredDocument): DocumentDetail {
  reads(call, document.personNumber, [`document:${document.kind}`])
  if (document.dossierId) call.entry.dossierId ??= document.dossierId
  const { signer } = document
  return {
    ...rowOf(call, document),
    code: document.code,
    verifyUrl: verifyUrlOf(call, document.code),
    verifyQr: qrPath(verifyUrlOf(call, document.code)),
    signer: signer && { position: signer.position, name: signer.name },
    revokeReason: document.revokeReason,
    data: document.data,
  }
}

function rowOf(call: Call, document: store.StoredDocument): DocumentRow {
  const { id, kind, number, state, issuedOn, validUntil, dossierId, signedAt, revokedAt } = document
  return {
    id,
    kind,
    name: nameOf(document),
    number,
    state,
    agency: document.issuer.agency,
    issuedOn,
    validUntil,
    expired: isExpired(call, document),
    dossierId,
    signedAt,
    revokedAt,
  }
}

/** What people call this kind of paper. */
export function nameOf({ kind, version }: Pick<store.StoredDocument, 'kind' | 'version'>): {
  vi: string
  en: string
} {
  return findTemplate(kind, version)?.name ?? { vi: kind, en: kind }
}

export function isExpired(
  { now }: Pick<Call, 'now'>,
  { validUntil }: Pick<store.StoredDocument, 'validUntil'>,
): boolean {
  return validUntil !== null && validUntil < dayOf(now)
}
