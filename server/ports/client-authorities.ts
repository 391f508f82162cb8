/**
 * Authorities whose certificates relying parties may prove themselves with (tổ chức cung cấp dịch vụ chứng thực), as the
 * operator lists them. Each stands for itself: a certificate is accepted when one of them issued it. RFC 8705, 2.1.
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2'

export interface ClientAuthorities {
  readonly any: boolean
  /** Issued by one of them, for proving a client, and in force. Revocation is not looked up: suspend the system. */
  vouchFor(certificate: X509Certificate, now: Date): boolean
}

export const noClientAuthorities: ClientAuthorities = { any: false, vouchFor: () => false }

/** From a file of PEM certificates, one after the other. Throws when one is no authority. */
export function clientAuthoritiesFrom(file: string): ClientAuthorities {
  return clientAuthorities(readFileSync(file, 'utf8'))
}

export function clientAuthorities(pems: string): ClientAuthorities {
  const authorities = (pems.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  )
  if (authorities.length === 0) throw new Error('The list of authorities holds no certificate')
  const other = authorities.find(({ ca }) => !ca)
  if (other) throw new Error(`${other.subject.replaceAll('\n', ', ')} is no authority`)
  const inForce = (one: X509Certificate, now: Date) => one.validFromDate <= now && now < one.validToDate
  return {
    any: true,
    vouchFor(certificate, now) {
      if (certificate.ca || !inForce(certificate, now)) return false
      if (certificate.keyUsage && !certificate.keyUsage.includes(CLIENT_AUTHENTICATION)) return false
      return authorities.some(
        (authority) =>
          inForce(authority, now) &&
          certificate.checkIssued(authority) &&
          certificate.verify(authority.publicKey),
      )
    },
  }
}
