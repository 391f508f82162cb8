/**
 * The signature inside a signed paper: CMS SignedData (RFC 5652) of the baseline profile CAdES/PAdES B-B
 * (ETSI EN 319 122-1, EN 319 142-1): detached, SHA-256, signer named by ESS signing-certificate-v2 (RFC 5035).
 * PAdES keeps the signing time in the PDF's own `/M`, so no signing-time attribute is written.
 */
import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import * as der from '#platform/der.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
}

export interface CmsSigner {
  /** The signer's certificate first. */
  chain: X509Certificate[]
  /** An ECDSA signature over SHA-256 of these bytes, in DER. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
  /**
   * An RFC 3161 token over SHA-256 of the signature (level B-T). Only where a timestamp authority is
   * configured; without it the paper is signed at level B-B.
   */
  timestamp?: (signature: Uint8Array) => Promise<Uint8Array>
}

/** SignedData in DER over content of this SHA-256, which is not included. */
export async function signCms(contentDigest: Uint8Array, signer: CmsSigner): Promise<Buffer> {
  const own = signer.chain[0]
  if (!own) throw new Error('A signer needs a certificate')
  const attribute = (type: string, value: Buffer) => der.sequence(der.oid(type), der.setOf(value))
  const { issuer, serial } = issuerAndSerial(own)
  const issuerSerial = der.sequence(der.sequence(der.context(4, issuer)), serial)
  const attributes = der.setOf(
    attribute(oids.contentType, der.oid(oids.data)),
    attribute(oids.messageDigest, der.octetString(contentDigest)),
    attribute(
      oids.signingCertificateV2,
      der.sequence(der.sequence(der.sequence(der.octetString(sha256Of(own.raw)), issuerSerial))),
    ),
  )
  const signature = await signer.sign(attributes)
  const token = await signer.timestamp?.(signature)
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(issuer, serial),
    SHA256,
    retag(attributes, CONTEXT_0),
    ECDSA,
    der.octetString(signature),
    ...(token ? [der.context(1, attribute(oids.signatureTimestamp, Buffer.from(token)))] : []),
  )
  return der.sequence(
    der.oid(oids.signedData),
    der.context(
      0,
      der.sequence(
        der.integer(1),
        der.setOf(SHA256),
        der.sequence(der.oid(oids.data)),
        // The root is left out: whoever checks must have it from elsewhere.
        der.context(0, ...signer.chain.filter((one) => one.subject !== one.issuer).map((one) => one.raw)),
        der.setOf(signerInfo),
      ),
    ),
  )
}

export interface CmsReport {
  /** The signature fits the content and the signer's certificate. */
  intact: boolean
  signer: X509Certificate
  /** All certificates that came with the signature. */
  certificates: X509Certificate[]
}

/**
 * Checks a detached signature against the digest of its content. Throws NotDer when the bytes are not a
 * signature of this profile. Whether the signer is trusted is another question: `isTrusted`.
 */
export function verifyCms(bytes: Uint8Array, contentDigest: Uint8Array): CmsReport {
  const [kind, wrapped] = der.inside(der.decode(bytes, { zeroPadded: true }), der.tag.sequence, 2)
  if (der.readOid(kind) !== oids.signedData) fail('not a signature')
  const signedData = der.inside(der.inside(wrapped, CONTEXT_0, 1)[0], der.tag.sequence, 5)
  const [version, digests, content] = signedData
  if (!version || !digests || !content) fail('no signed data')
  same(version, der.integer(1))
  same(digests, der.setOf(SHA256))
  same(content, der.sequence(der.oid(oids.data)))
  const certificates = certificatesOf(signedData.find((part) => part.tag === CONTEXT_0))
  const [info] = der.inside(signedData.at(-1), der.tag.set, 1)
  const parts = der.inside(info, der.tag.sequence)
  if (parts.length > 7) fail('no signer')
  const [infoVersion, sid, digestAlgorithm, attributes, algorithm, signature] = parts
  if (!infoVersion || !sid || !digestAlgorithm || !attributes || !algorithm || !signature) fail('no signer')
  if (attributes.tag !== CONTEXT_0 || sid.tag !== der.tag.sequence) fail('no attributes')
  if (signature.tag !== der.tag.octetString) fail('no signature')
  same(infoVersion, der.integer(1))
  same(digestAlgorithm, SHA256)
  same(algorithm, ECDSA)
  const signer = certificates.find((certificate) => {
    const { issuer, serial } = issuerAndSerial(certificate)
    return Buffer.concat([issuer, serial]).equals(sid.content)
  })
  if (!signer) throw new der.NotDer('no certificate of the signer')
  const values = attributeValues(attributes)
  const signed = retag(attributes.raw, der.tag.set)
  const intact =
    der.readOid(values.get(oids.contentType)) === oids.data &&
    sameBytes(values.get(oids.messageDigest)?.content, contentDigest) &&
    namesCertificate(values.get(oids.signingCertificateV2), signer) &&
    signer.publicKey.asymmetricKeyType === 'ec' &&
    verify('sha256', signed, signer.publicKey, signature.content)
  return { intact, signer, certificates }
}

const MAX_CHAIN = 4

/** The signer descends from one of these authorities, may sign documents, and was valid at that time. */
export function isTrusted(report: CmsReport, roots: X509Certificate[], at: Date): boolean {
  const validAt = (certificate: X509Certificate) =>
    new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo)
  const issued = (below: X509Certificate) => (above: X509Certificate) =>
    above.ca && validAt(above) && below.checkIssued(above) && below.verify(above.publicKey)
  if (report.signer.ca) return false
  let current: X509Certificate | undefined = report.signer
  for (let step = 0; current && step < MAX_CHAIN; step++) {
    if (!validAt(current)) return false
    if (roots.some(issued(current))) return true
    current = report.certificates.find(issued(current))
  }
  return false
}

const CONTEXT_0 = 0xa0
const SHA256 = der.sequence(der.oid(oids.sha256))

const ECDSA = der.sequence(der.oid(oids.ecdsaWithSha256))

/** Throws unless the bytes are exactly these: our profile leaves no choice there, so neither may a forger. */
function same(node: der.DerNode, expected: Buffer): void {
  if (!node.raw.equals(expected)) throw new der.NotDer('another profile')
}

function fail(what: string): never {
  throw new der.NotDer(what)
}

function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && timingSafeEqual(a, b)
}

/** The same value under another tag: signed attributes are stored as [0] and signed as SET. */
function retag(bytes: Buffer, tagByte: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[0] = tagByte
  return copy
}

function issuerAndSerial(certificate: X509Certificate): { issuer: Buffer; serial: Buffer } {
  const body = der.children(der.decode(certificate.raw))[0] ?? fail('certificate')
  const [, serial, , issuer] = der.children(body)
  if (serial?.tag !== der.tag.integer || !issuer) throw new der.NotDer('certificate')
  return { issuer: issuer.raw, serial: serial.raw }
}

function certificatesOf(node: der.DerNode | undefined): X509Certificate[] {
  if (!node) return []
  return der.children(node).map(({ raw }) => {
    try {
      return new X509Certificate(raw)
    } catch {
      throw new der.NotDer('certificate')
    }
  })
}

function attributeValues(attributes: der.DerNode): Map<string, der.DerNode> {
  const values = new Map<string, der.DerNode>()
  for (const attribute of der.children(attributes)) {
    const [type, set] = der.children(attribute)
    const [value, second] = set ? der.children(set) : []
    const name = der.readOid(type)
    if (!value || second || values.has(name)) throw new der.NotDer('attribute')
    values.set(name, value)
  }
  return values
}

/** ESSCertIDv2 with its default hash, SHA-256, names this certificate: a swapped certificate is found out. */
function namesCertificate(value: der.DerNode | undefined, certificate: X509Certificate): boolean {
  const list = value && der.children(value)[0]
  const first = list && der.children(list)[0]
  const hash = first && der.children(first)[0]
  return hash?.tag === der.tag.octetString && sameBytes(hash.content, sha256Of(certificate.raw))
}
