/**
 * Makes X.509 v3 certificates (RFC 5280) for our own authority: a root, and signers beneath it. In production
 * certificates come from the government's authority (Ban Cơ yếu Chính phủ); these are for the sandbox and for
 * installations that keep an authority of their own.
 */
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import * as der from '#platform/der.ts'

const oids = {
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  subjectAlternativeName: '2.5.29.17',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
}

const purposes = { 'document-signer': oids.documentSigning, 'tls-client': oids.clientAuthentication }

export interface Subject {
  commonName: string
  organization: string
  organizationalUnit?: string
}

export interface CertificateRequest {
  subject: Subject
  publicKey: KeyObject
  notBefore: Date
  notAfter: Date
  /** An authority may sign certificates, a signer documents; a client proves itself over TLS. */
  use: 'authority' | 'document-signer' | 'tls-client'
  /** Host names of a client. */
  hosts?: readonly string[]
  issuer: { subject: Subject; publicKey: KeyObject; privateKey: KeyObject }
}

/** A certificate in DER, signed by the issuer with SHA-256. */
export function issueCertificate(request: CertificateRequest): Buffer {
  const { subject, publicKey, notBefore, notAfter, issuer } = request
  const algorithm = signatureAlgorithm(issuer.publicKey)
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(serial),
    algorithm,
    name(issuer.subject),
    der.sequence(der.time(notBefore), der.time(notAfter)),
    name(subject),
    spki(publicKey),
    der.context(3, der.sequence(...extensions(request, issuer.publicKey))),
  )
  return der.sequence(body, algorithm, der.bitString(sign('sha256', body, issuer.privateKey)))
}

/** AlgorithmIdentifier of a SHA-256 signature by this key. */
export function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? der.sequence(der.oid(oids.ecdsaWithSha256))
    : der.sequence(der.oid(oids.rsaWithSha256), der.nothing())
}

function name(subject: Subject): Buffer {
  const part = (type: string, value: Buffer) => der.setOf(der.sequence(der.oid(type), value))
  return der.sequence(
    part(oids.country, der.printable('VN')),
    part(oids.organization, der.utf8(subject.organization)),
    ...(subject.organizationalUnit
      ? [part(oids.organizationalUnit, der.utf8(subject.organizationalUnit))]
      : []),
    part(oids.commonName, der.utf8(subject.commonName)),
  )
}

function extensions({ use, publicKey: own, hosts = [] }: CertificateRequest, issuer: KeyObject): Buffer[] {
  const extension = (type: string, critical: boolean, value: Buffer) =>
    der.sequence(der.oid(type), ...(critical ? [der.boolean(true)] : []), der.octetString(value))
  const authority = use === 'authority'
  return [
    extension(
      oids.basicConstraints,
      true,
      authority ? der.sequence(der.boolean(true), der.integer(0)) : der.sequence(),
    ),
    // keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
    extension(oids.keyUsage, true, authority ? bits(0x06, 1) : bits(0xc0, 6)),
    ...(authority
      ? []
      : [extension(oids.extendedKeyUsage, false, der.sequence(der.oid(purposes[use as 'tls-client'])))]),
    ...(hosts.length > 0
      ? [
          extension(
            oids.subjectAlternativeName,
            false,
            der.sequence(...hosts.map((host) => der.contextPrimitive(2, Buffer.from(host, 'ascii')))),
          ),
        ]
      : []),
    extension(oids.subjectKeyIdentifier, false, der.octetString(keyIdentifier(own))),
    extension(
      oids.authorityKeyIdentifier,
      false,
      der.sequence(der.contextPrimitive(0, keyIdentifier(issuer))),
    ),
  ]
}

function bits(value: number, unused: number): Buffer {
  return der.bitString(Buffer.from([value]), unused)
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

/** RFC 7093, method 1: the leftmost 160 bits of the SHA-256 of the key. */
function keyIdentifier(key: KeyObject): Buffer {
  const bits = der.children(der.decode(spki(key)))[1]
  if (!bits) throw new der.NotDer('no key')
  return createHash('sha256').update(bits.content.subarray(1)).digest().subarray(0, 20)
}
