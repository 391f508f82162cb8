/**
 * Signed papers as somebody else's program reads them: none of our own code finds, parses or checks anything here. ASN.1,
 * CMS (RFC 5652) and certificates are read by @peculiar's libraries, and the file by the PDF standard's words alone
 * (ISO 32000-2, 12.8.1: the digest of the byte range).
 */
import 'reflect-metadata'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContentInfo, id_signedData, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { X509Certificate, X509ChainBuilder } from '@peculiar/x509'
import { Set as AsnSet, fromBER } from 'asn1js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Keys } from '#ports/keys.ts'
import { openFileKeys } from '#ports/keys-file.ts'
import { findTemplate } from './kinds.ts'
import { signPdf } from './pades.ts'
import { drawPaper } from './paper.ts'
import { specimenIssuer, specimenSigner, specimens } from './specimens.ts'

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'

const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'))
afterAll(() => rmSync(folder, { recursive: true }))

let keys: Keys
let signed: Buffer
beforeAll(async () => {
  keys = openFileKeys(join(folder, 'keys'), 'sandbox')
  signed = await signWith(keys, 'CT07')
})

async function signWith({ certificateChain, sign }: Keys, kind: string): Promise<Buffer> {
  const drawn = await drawPaper({
    template: findTemplate(kind)!,
    data: specimens[kind]!,
    issuer: specimenIssuer,
    signer: specimenSigner,
    number: '128/XN-CT',
    issuedOn: '2026-11-21',
    code: '7K3M-9QXT-4HBW-2VNE',
    verifyUrl: 'https://localhost/verify/7K3M-9QXT-4HBW-2VNE',
    signedAt: new Date('2026-11-21T09:41:05Z'),
    sandbox: true,
  })
  return signPdf(drawn, {
    chain: certificateChain('documents'),
    sign: async (bytes) => (await sign('documents', bytes, { form: 'der' })).bytes,
  })
}

interface Judged {
  /** The byte range leaves out the signature and nothing else. */
  whole: boolean
  /** The signed digest is that of the bytes. */
  digestFits: boolean
  /** The signer's key made this signature over the signed attributes. */
  signatureFits: boolean
  /** The signer's certificate leads to one of these roots. */
  trusted: boolean
}

async function judge(pdf: Buffer, roots: readonly X509Certificate[]): Promise<Judged> {
  const [, start, before, after, last] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/
    .exec(pdf.toString('latin1'))!
    .map(Number) as [number, number, number, number, number]
  const hole = pdf.subarray(before, after).toString('latin1')
  const whole = start === 0 && after + last === pdf.length && /^<[0-9a-f]+>$/.test(hole)
  const content = Buffer.concat([pdf.subarray(0, before), pdf.subarray(after, after + last)])
  const held = AsnConvert.parse(Buffer.from(hole.slice(1, -1), 'hex'), ContentInfo)
  expect(held.contentType).toBe(id_signedData)
  const { signerInfos, certificates } = AsnConvert.parse(held.content, SignedData)
  const signer = signerInfos[0]!
  const chain = [...certificates!].map(
    ({ certificate }) => new X509Certificate(AsnConvert.serialize(certificate)),
  )
  const own = chain.find((one) => serialOf(signer) === BigInt(`0x${one.serialNumber}`))!
  return {
    whole,
    digestFits: createHash('sha256').update(content).digest().equals(digestIn(signer)),
    signatureFits: verify(
      'sha256',
      signedBytes(signer),
      createPublicKey({ key: Buffer.from(own.publicKey.rawData), format: 'der', type: 'spki' }),
      Buffer.from(signer.signature.buffer),
    ),
    trusted: await leadsTo(own, chain, roots),
  }
}

const serialOf = ({ sid }: SignerInfo) =>
  BigInt(`0x${Buffer.from(sid.issuerAndSerialNumber!.serialNumber).toString('hex')}`)

/** What the key signed: the attributes as a SET (RFC 5652, 5.4). */
function signedBytes({ signedAttrs }: SignerInfo): Buffer {
  const value = signedAttrs!.map((one) => fromBER(AsnConvert.serialize(one)).result)
  return Buffer.from(new AsnSet({ value }).toBER())
}

function digestIn({ signedAttrs }: SignerInfo): Buffer {
  const [value] = signedAttrs!.find(({ attrType }) => attrType === MESSAGE_DIGEST)!.attrValues
  return Buffer.from(AsnConvert.parse(value!, OctetString).buffer)
}

/** Each certificate signed by the key of the next, the last of them a root that is known from elsewhere. */
async function leadsTo(
  own: X509Certificate,
  sent: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): Promise<boolean> {
  const line = await new X509ChainBuilder({ certificates: [...sent, ...roots] }).build(own)
  const top = line.at(-1)!
  return line.length > 1 && roots.some((root) => root.equal(top))
}

const rootsOf = (of: Keys) => of.roots().map(({ raw }) => new X509Certificate(raw))
const good: Judged = { whole: true, digestFits: true, signatureFits: true, trusted: true }

test.each(Object.keys(specimens))(
  '%s: somebody else finds it whole, untouched and signed by us',
  async (kind) => {
    expect(await judge(await signWith(keys, kind), rootsOf(keys))).toEqual(good)
  },
)

test('one changed byte of the paper is found: the digest fits no more', async () => {
  for (const at of [20, Math.floor(signed.indexOf('/Contents <') / 2), signed.length - 300]) {
    const changed = Buffer.from(signed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(await judge(changed, rootsOf(keys)), `byte ${at}`).toEqual({ ...good, digestFits: false })
  }
})

test('another digest put into the signature is found: the signer’s key did not sign it', async () => {
  const changed = Buffer.from(signed)
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20)
  const [, before, after] = /\/ByteRange \[0 (\d+) (\d+) /.exec(signed.toString('latin1'))!.map(Number)
  const digestOf = (pdf: Buffer) =>
    createHash('sha256').update(pdf.subarray(0, before)).update(pdf.subarray(after)).digest('hex')
  const at = changed.indexOf(digestOf(signed), before, 'latin1')
  changed.write(digestOf(changed), at, 'latin1')
  expect(await judge(changed, rootsOf(keys))).toEqual({ ...good, signatureFits: false })
})

test('bytes added after the signature are found: it no longer covers the whole file', async () => {
  const added = Buffer.concat([signed, Buffer.from('\n%%EOF\n')])
  expect(await judge(added, rootsOf(keys))).toEqual({ ...good, whole: false })
})

test('a paper signed by another authority of the same name leads to no root of ours', async () => {
  const forger = openFileKeys(join(folder, 'forger'), 'sandbox')
  const forged = await signWith(forger, 'CT07')
  expect(await judge(forged, rootsOf(keys))).toEqual({ ...good, trusted: false })
  expect(await judge(forged, rootsOf(forger))).toEqual(good)
})
