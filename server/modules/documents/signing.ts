/** Makes a paper's PDF and signs it, after the decision has been committed. */
import { type Call, changes } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { keepFile, storeFile } from '#platform/files.ts'
import type { Uuid } from '#platform/schemas.ts'
import { documentSigned, documentUnknown, signingFailed } from './contract.ts'
import * as store from './documents.store.ts'
import { TemplateMismatch } from './fill.ts'
import { enqueueSigning, pokeHolders } from './issuing.ts'
import { findTemplate } from './kinds.ts'
import { signPdf } from './pades.ts'
import type { Paper } from './paper.ts'
import { printPaper } from './press.ts'

/** Draws and signs one paper. Safe to repeat: a signed or revoked one stays as it is. */
export async function signDocument(call: Call, { id }: { id: Uuid }): Promise<void> {
  const document = await store.documentByIdForUpdate(call.sql, id)
  if (document?.state !== 'pending-signature') return
  const { kind, dossierId, personNumber } = document
  changes(call, personNumber, [`document:${kind}`])
  const said = { id, kind, dossierId }
  try {
    await store.markSigned(call.sql, document, await makePdf(call, document))
    await emit(call, documentSigned, said, { person: personNumber })
  } catch (error) {
    // A template's fault does not go away by trying again; anything else does, and the job is repeated.
    if (!(error instanceof TemplateMismatch)) throw error
    await store.markFailed(call.sql, document, error.message)
    await emit(call, signingFailed, said, { person: personNumber })
  }
  await pokeHolders(call, document)
}

/** Tries a failed paper again, e.g. after its template was mended. Throws documentUnknown. */
export async function retrySigning(call: Call, id: Uuid): Promise<void> {
  const document = await store.documentByIdForUpdate(call.sql, id)
  if (!document) throw documentUnknown()
  if (document.state !== 'failed') return
  await store.markPending(call.sql, document)
  await enqueueSigning(call, id)
}

async function makePdf(call: Call, document: store.StoredDocument): Promise<store.Signed> {
  const { keys } = call.ports
  const bytes = await printPaper(paperOf(call, document))
  const kid = keys.publicKeys('documents')[0]?.kid
  if (!kid) throw new Error('No key for documents')
  const pdf = await signPdf(bytes, {
    chain: keys.certificateChain('documents', kid),
    sign: async (attributes) => (await keys.sign('documents', attributes, { kid, form: 'der' })).bytes,
  })
  const file = await storeFile(call, pdf, {
    kind: 'document',
    contentType: 'application/pdf',
    person: document.personNumber,
  })
  await keepFile(call, file.id, `documents:${document.id}`)
  return { signedAt: call.now, kid, fileId: file.id, sha256: file.sha256 }
}

function paperOf(call: Call, document: store.StoredDocument): Paper {
  const template = findTemplate(document.kind, document.version)
  if (!template) throw new TemplateMismatch(`No template ${document.kind}@${document.version}`)
  const { data, issuer, signer, number, issuedOn, validUntil, code } = document
  return {
    template,
    data,
    issuer,
    number,
    issuedOn,
    code,
    verifyUrl: verifyUrlOf(call, code),
    signedAt: call.now,
    sandbox: call.ports.keys.sandbox,
    ...(signer ? { signer } : {}),
    ...(validUntil ? { validUntil } : {}),
  }
}

/** The public page about one paper, as printed in its QR. */
export function verifyUrlOf({ ports }: Pick<Call, 'ports'>, code: string): string {
  return `${ports.publicUrl}/verify/${code}`
}
