/**
 * By which name in its certificate a party is known, when an authority vouches for the certificate: one name of one kind
 * (tls_client_auth, RFC 8705, 2.1.2).
 */
import type { X509Certificate } from 'node:crypto'
import { type CertificateNameKind, certificateNameShapes } from './certificate-name-kinds.ts'

export interface CertificateName {
  kind: CertificateNameKind
  value: string
}

const prefixes: Record<Exclude<CertificateNameKind, 'subject_dn'>, string> = {
  san_dns: 'DNS:',
  san_uri: 'URI:',
  san_ip: 'IP Address:',
  san_email: 'email:',
}

/** Whether a certificate could have such a name at all. */
export function isCertificateName({ kind, value }: CertificateName): boolean {
  return new RegExp(certificateNameShapes[kind], 'i').test(value)
}

export function hasName(certificate: X509Certificate, { kind, value }: CertificateName): boolean {
  if (kind === 'subject_dn') return subjectOf(certificate) === value.trim().replace(/\s*(?<!\\),\s*/g, ',')
  const names = alternativeNames(certificate.subjectAltName ?? '')
  const wanted = prefixes[kind] + value
  return kind === 'san_dns' || kind === 'san_email'
    ? names.some((name) => name.toLowerCase() === wanted.toLowerCase())
    : names.includes(wanted)
}

/** As RFC 4514 writes it: the most specific part first, `CN=api.bank.vn,O=Sao Mai,C=VN`. */
export function subjectOf({ subject }: X509Certificate): string {
  return subject.split('\n').reverse().join(',')
}

/** Node writes `DNS:a, URI:b`, and quotes as JSON what would be ambiguous. */
function alternativeNames(text: string): string[] {
  return (text.match(/(?:[^,"]+"(?:[^"\\]|\\.)*"|[^,]+)(?=,|$)/g) ?? []).map((part) =>
    part.trim().replace(/"(?:[^"\\]|\\.)*"$/, (quoted) => String(JSON.parse(quoted))),
  )
}
