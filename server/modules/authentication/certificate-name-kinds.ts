/** Names in a certificate by which a party may be known (RFC 8705, 2.1.2). Browser-safe. */
export const certificateNameKinds = ['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'] as const
export type CertificateNameKind = (typeof certificateNameKinds)[number]

const shapes: Record<CertificateNameKind, RegExp> = {
  // RFC 4514: parts of type and value, each comma within a value behind a backslash.
  subject_dn:
    /^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+)=(?:[^,\\]|\\.)+(?:,\s*(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+)=(?:[^,\\]|\\.)+)*$/i,
  san_dns: /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/i,
  san_uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  san_ip: /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+)$/i,
  san_email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
}

/** Whether a certificate could have such a name at all. */
export function isCertificateName({ kind, value }: { kind: CertificateNameKind; value: string }): boolean {
  return shapes[kind].test(value)
}
