/**
 * What a signed paper costs: drawing, signing and verifying, beside a raw ES256 signature of the same run.
 * Run: node bench/documents.ts
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTemplate } from '../server/modules/documents/kinds.ts'
import { signPdf, verifySignedPdf } from '../server/modules/documents/pades.ts'
import type { Paper } from '../server/modules/documents/paper.ts'
import { printPaper } from '../server/modules/documents/press.ts'
import { specimenIssuer, specimenSigner, specimens } from '../server/modules/documents/specimens.ts'
import { openFileKeys } from '../server/ports/keys-file.ts'

const PAPERS = 100
const folder = mkdtempSync(join(tmpdir(), 'bench-documents-'))
const keys = openFileKeys(folder, 'sandbox')
const kinds = Object.keys(specimens)

const paper = (kind: string): Paper => ({
  template: findTemplate(kind) ?? fail(kind),
  data: specimens[kind] ?? fail(kind),
  issuer: specimenIssuer,
  signer: specimenSigner,
  number: '128/XN-CT',
  issuedOn: '2026-11-21',
  code: '7K3M-9QXT-4HBW-2VNE',
  verifyUrl: 'https://localhost/verify/7K3M-9QXT-4HBW-2VNE',
  signedAt: new Date('2026-11-21T09:41:05Z'),
  sandbox: true,
})

function fail(kind: string): never {
  throw new Error(`No ${kind}`)
}

async function times(count: number, work: (i: number) => unknown): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await work(i)
    all.push(performance.now() - start)
  }
  return all.sort((a, b) => a - b)
}

const at = (sorted: number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
const ms = (value: number) => `${value.toFixed(value < 1 ? 3 : 1)} ms`
const line = (name: string, sorted: number[], more = '') =>
  console.log(
    `${name.padEnd(26)} p50 ${ms(at(sorted, 0.5)).padStart(9)}  p95 ${ms(at(sorted, 0.95)).padStart(9)}  ${more}`,
  )

const [first] = await times(1, () => printPaper(paper('CT07')))
const drawn: Buffer[] = []
const draw = await times(PAPERS, async (i) => {
  drawn.push(await printPaper(paper(kinds[i % kinds.length] ?? 'CT07')))
})
const signer = {
  chain: keys.certificateChain('documents'),
  sign: async (bytes: Uint8Array) => (await keys.sign('documents', bytes, { form: 'der' })).bytes,
}
const signed: Buffer[] = []
const signing = await times(PAPERS, async (i) => {
  signed.push(await signPdf(drawn[i] ?? fail('paper'), signer))
})
const roots = keys.roots()
let valid = 0
const checking = await times(PAPERS, (i) => {
  if (verifySignedPdf(signed[i] ?? fail('paper'), roots).verdict === 'valid') valid++
})
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const bytes = signed[0] ?? fail('paper')
let raw = Buffer.alloc(0)
const rawSigning = await times(PAPERS, () => {
  raw = sign('sha256', bytes, privateKey)
})
const rawChecking = await times(PAPERS, () => verify('sha256', bytes, publicKey, raw))
const total = draw.reduce((sum, one) => sum + one, 0) + signing.reduce((sum, one) => sum + one, 0)

console.log(`first paper of a process   ${ms(first ?? 0)}  (fonts and thread included; limit 1 s)`)
line('draw', draw, 'limit 200 ms')
line('sign', signing)
line('verify', checking)
line('raw ES256 over the bytes', rawSigning)
line('raw verify', rawChecking)
console.log(
  `sign/raw ${(at(signing, 0.5) / at(rawSigning, 0.5)).toFixed(1)}  verify/raw ${(at(checking, 0.5) / at(rawChecking, 0.5)).toFixed(1)}`,
)
console.log(
  `${((PAPERS * 1000) / total).toFixed(1)} signed papers a second on one thread; ${valid} of ${PAPERS} valid; ${Math.round(bytes.length / 1024)} kB each`,
)
rmSync(folder, { recursive: true })
