/**
 * Books (sổ) that an office draws from its rows and signs at once: about many people, so nobody's paper, kept nowhere and
 * found by no code. Whoever holds one checks the signature in any reader of signed PDF.
 */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Data } from './fill.ts'
import { issuerOf } from './issuing.ts'
import { findTemplate } from './kinds.ts'
import { signPdf } from './pades.ts'
import { printPaper } from './press.ts'
import type { OfficialSigner } from './signature-block.ts'

export interface Book {
  kind: string
  data: Data
  agencyId: number
  /** As printed after “Số:”. */
  number: string
  signer: OfficialSigner | null
}

/** The signed PDF. Throws TemplateMismatch when the data does not fit the template. */
export async function signedBook(call: Call, book: Book): Promise<Buffer> {
  const template = findTemplate(book.kind)
  if (!template) throw new Error(`No template ${book.kind}`)
  const { keys } = call.ports
  const issuedOn = dayOf(call.now)
  const drawn = await printPaper({
    template,
    data: book.data,
    issuer: await issuerOf(call, book.agencyId, issuedOn),
    number: book.number,
    issuedOn,
    signedAt: call.now,
    sandbox: keys.sandbox,
    ...(book.signer ? { signer: book.signer } : {}),
  })
  const kid = keys.publicKeys('documents')[0]?.kid
  if (!kid) throw new Error('No key for documents')
  return signPdf(drawn, {
    chain: keys.certificateChain('documents', kid),
    sign: async (attributes) => (await keys.sign('documents', attributes, { kid, form: 'der' })).bytes,
  })
}
