/** Names in a certificate by which a party may be known (RFC 8705, 2.1.2). Browser-safe. */
export const certificateNameKinds = ['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'] as const
export type CertificateNameKind = (typeof certificateNameKinds)[number]

/** What each looks like, in any case of letters: a pattern, so that pages test it too. */
export const certificateNameShapes: Record<CertificateNameKind, string> = {
  // RFC 4514: parts of type and value, each comma within a value behind a backslash.
  subject_dn: String.raw`^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+)=(?:[^,\\]|\\.)+(?:,\s*(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+)=(?:[^,\\]|\\.)+)*$`,
  san_dns: String.raw`^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$`,
  san_uri: String.raw`^[a-z][a-z0-9+.-]*:\S+$`,
  san_ip: String.raw`^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+)$`,
  san_email: String.raw`^[^\s@]+@[^\s@]+\.[^\s@]+$`,
}
