/** The public question: is this paper genuine? Asked with the code printed on it, or with the file itself. */
import { createHash } from 'node:crypto'
import { type Call, reads } from '#platform/call.ts'
import { typeOfFile } from '#platform/files.ts'
import { type FileVerification, notPdf, type Verification } from './contract.ts'
import * as store from './documents.store.ts'
import { verifySignedPdf } from './pades.ts'
import { isExpired, nameOf } from './wallet.ts'

const UNKNOWN: Verification = { verdict: 'unknown', document: null }

/** Answers `unknown` for a code that was never given out, so that guessing teaches nothing. */
export async function verifyCode(call: Call, code: string): Promise<Verification> {
  const document = await store.documentByCode(call.sql, printed(code))
  return document ? described(call, document) : UNKNOWN
}

/**
 * What a file's bytes say, and what the register says about it. A file that is unchanged and whose digest is ours
 * is the paper itself; a changed one is looked for by nothing it claims.
 */
export async function verifyFile(call: Call, bytes: Buffer): Promise<FileVerification> {
  if (!Buffer.isBuffer(bytes) || typeOfFile(bytes) !== 'application/pdf') throw notPdf()
  const report = verifySignedPdf(bytes, call.ports.keys.roots())
  const digest = createHash('sha256').update(bytes).digest()
  const document = report.verdict === 'valid' ? await store.documentByDigest(call.sql, digest) : undefined
  return {
    file: report.verdict === 'valid' ? 'unchanged' : report.verdict,
    signer: report.signer ?? null,
    signedAt: report.signedAt?.toISOString() ?? null,
    ...(document ? described(call, document) : UNKNOWN),
  }
}

/** As printed, however it was typed. */
function printed(code: string): string {
  return (
    code
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .match(/.{1,4}/g) ?? []
  ).join('-')
}

/** The holder sees in his own log that someone checked his paper. */
function described(call: Call, document: store.StoredDocument): Verification {
  reads(call, document.personNumber, ['document-verified'])
  const { number, holderMark, issuer, signer, issuedOn, validUntil, signedAt, revokedAt } = document
  return {
    verdict: verdictOf(call, document),
    document: {
      name: nameOf(document),
      number,
      holder: holderMark,
      agency: issuer.agency,
      signer: signer && `${signer.position} ${signer.name}`,
      issuedOn,
      validUntil,
      signedAt,
      revokedAt,
    },
  }
}

function verdictOf(call: Call, document: store.StoredDocument): Verification['verdict'] {
  if (document.state === 'revoked') return 'revoked'
  if (document.state !== 'signed') return 'pending'
  return isExpired(call, document) ? 'expired' : 'genuine'
}

/** Certificates in PEM, current and retired. */
export async function authorities({ ports }: Pick<Call, 'ports'>) {
  const rows = ports.keys.roots().map((root) => ({
    subject: root.subject.replaceAll('\n', ', '),
    validUntil: new Date(root.validTo).toISOString(),
    pem: root.toString(),
  }))
  return { rows }
}
