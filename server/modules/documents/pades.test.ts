import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Keys } from '#ports/keys.ts'
import { openFileKeys, rotateKey } from '#ports/keys-file.ts'
import { findTemplate } from './kinds.ts'
import { signPdf, verifySignedPdf } from './pades.ts'
import { drawPaper, type Paper } from './paper.ts'
import { specimenIssuer, specimenSigner, specimens } from './specimens.ts'

const folder = mkdtempSync(join(tmpdir(), 'documents-'))
afterAll(() => rmSync(folder, { recursive: true }))

const signedAt = new Date('2026-11-21T09:41:05Z')
const paper = (kind: string): Paper => ({
  template: findTemplate(kind)!,
  data: specimens[kind]!,
  issuer: specimenIssuer,
  signer: specimenSigner,
  number: '128/XN-CT',
  issuedOn: '2026-11-21',
  code: '7K3M-9QXT-4HBW-2VNE',
  verifyUrl: 'https://localhost/verify/7K3M-9QXT-4HBW-2VNE',
  signedAt,
  sandbox: true,
})
async function signWith(keys: Keys, kind = 'CT07', data = specimens[kind]!): Promise<Buffer> {
  return signPdf(await drawPaper({ ...paper(kind), data }), {
    chain: keys.certificateChain('documents'),
    sign: async (bytes) => (await keys.sign('documents', bytes, { form: 'der' })).bytes,
  })
}

let keys: Keys
let signed: Buffer
beforeAll(async () => {
  keys = openFileKeys(join(folder, 'keys'), 'sandbox')
  signed = await signWith(keys)
})

const verdict = (bytes: Buffer) => verifySignedPdf(bytes, keys.roots()).verdict

test('a signed paper is valid, and says who signed and when', () => {
  expect(verifySignedPdf(signed, keys.roots())).toEqual({
    verdict: 'valid',
    signer: 'dean06 SANDBOX Document Signer',
    signedAt,
  })
})

test('one changed byte anywhere in the signed part is found', () => {
  const hole = signed.indexOf('/Contents <') + 11
  const end = signed.indexOf('>', hole)
  for (let at = 0; at < signed.length; at += 997) {
    if (at >= hole && at < end) continue
    const changed = Buffer.from(signed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(verdict(changed), `byte ${at}`).not.toBe('valid')
  }
})

test('one changed byte in the signature itself is found', () => {
  const hole = signed.indexOf('/Contents <') + 11
  const used = signed.toString('latin1', hole).search(/(00){200}/)
  for (let at = hole; at < hole + used; at++) {
    const changed = Buffer.from(signed)
    changed.write(changed.toString('latin1', at, at + 1) === 'a' ? 'b' : 'a', at, 'latin1')
    expect(verdict(changed), `digit ${at - hole}`).not.toBe('valid')
  }
})

test('content added after signing is found, though the signature still fits', () => {
  const added = Buffer.from('\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
  expect(verdict(Buffer.concat([signed, added]))).toBe('appended')
})

test('content hidden beside the signature, where no byte range looks, is found', () => {
  const hole = signed.indexOf('/Contents <') + 10
  const end = signed.indexOf('>', hole)
  const changed = Buffer.from(signed)
  changed.write('> 9 0 obj <</JS(x)>> endobj <', end - 400, 'latin1')
  expect(verdict(changed)).toBe('altered')
})

test('a shortened byte range is found', () => {
  const text = signed.toString('latin1')
  const [whole, before, last] = /(\/ByteRange \[0 \d+ \d+ )(\d+)/.exec(text) as unknown as [
    string,
    string,
    string,
  ]
  const shorter = `${before}${Number(last) - 10}`.padEnd(whole.length, ' ')
  expect(verdict(Buffer.from(text.replace(whole, shorter), 'latin1'))).not.toBe('valid')
})

test('a paper signed by another authority of the same name is not trusted', async () => {
  const forger = openFileKeys(join(folder, 'forger'), 'sandbox')
  expect(verdict(await signWith(forger))).toBe('untrusted')
})

test('a paper signed before a rotation stays valid after it', () => {
  const at = join(folder, 'keys')
  rotateKey(at, 'documents')
  rotateKey(at, 'authority')
  expect(verifySignedPdf(signed, openFileKeys(at, 'sandbox').roots()).verdict).toBe('valid')
})

test('a PDF without a signature, an empty file and random bytes are answered, not thrown', async () => {
  expect(verdict(await drawPaper(paper('CT07')))).not.toBe('valid')
  expect(verdict(Buffer.alloc(0))).toBe('unsigned')
  expect(verdict(Buffer.from('%PDF-1.7 /ByteRange [0 1 2 99999999999999] /ByteRange ['))).toBe('altered')
})

const poppler = spawnSync('pdfsig', ['-v']).error === undefined

describe.skipIf(!poppler)('judged by poppler (skipped: install poppler-utils to run it)', () => {
  function run(tool: string, ...args: string[]): string {
    const file = join(folder, 'judged.pdf')
    const { stdout } = spawnSync(
      tool,
      args.map((arg) => (arg === '$' ? file : arg)),
    )
    return stdout.toString()
  }

  test('pdfsig finds the signature valid and the whole document signed', () => {
    writeFileSync(join(folder, 'judged.pdf'), signed)
    const said = run('pdfsig', '-nocert', '$')
    expect(said).toContain('Signature is Valid')
    expect(said).toContain('Total document signed')
    expect(said).toContain('ETSI.CAdES.detached')
  })

  test('pdfsig finds a changed byte too', () => {
    const changed = Buffer.from(signed)
    changed.writeUInt8(changed.readUInt8(changed.length - 300) ^ 1, changed.length - 300)
    writeFileSync(join(folder, 'judged.pdf'), changed)
    expect(run('pdfsig', '-nocert', '$')).not.toContain('Signature is Valid')
  })

  test.each(Object.keys(specimens))(
    '%s is one tagged page whose Vietnamese can be read back',
    async (kind) => {
      writeFileSync(join(folder, 'judged.pdf'), await signWith(keys, kind))
      const text = run('pdftotext', '-layout', '$', '-').normalize('NFC')
      expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
      expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
      expect(text).toContain('CÔNG AN PHƯỜNG HAI BÀ TRƯNG')
      expect(text).toMatch(/Nguyễn Thị Hường|NGUYỄN THỊ HƯỜNG/)
      expect(text).toContain('7K3M-9QXT-4HBW-2VNE')
      const info = run('pdfinfo', '$')
      expect(info).toMatch(/Tagged: +yes/)
      expect(info).toMatch(/Pages: +1\n/)
      expect(info).toMatch(/Title: +\S/)
    },
  )

  test('a large household goes over several pages, each with its table head, signed on the last', async () => {
    const members = Array.from({ length: 40 }, (_, i) => ({
      name: `Tôn Nữ Công Tằng Khánh Quỳnh ${i}`,
      bornOn: '2015-11-20',
      sex: 'female',
      number: '001315000789',
      relation: 'Cháu ruột',
    }))
    writeFileSync(join(folder, 'judged.pdf'), await signWith(keys, 'CT07', { ...specimens.CT07, members }))
    expect(run('pdfsig', '-nocert', '$')).toContain('Signature is Valid')
    const pages = Number(/Pages: +(\d+)/.exec(run('pdfinfo', '$'))?.[1])
    expect(pages).toBeGreaterThan(2)
    const texts = Array.from({ length: pages }, (_, i) =>
      run('pdftotext', '-f', String(i + 1), '-l', String(i + 1), '-layout', '$', '-').normalize('NFC'),
    )
    for (const text of texts.slice(0, -1)) expect(text).toContain('Họ, chữ đệm và tên')
    expect(texts.at(-1)).toContain('Người ký: Lê Quang Dũng')
    expect(texts.join('').match(/QUỲNH\s+\d+/g)).toHaveLength(40)
  })
})
