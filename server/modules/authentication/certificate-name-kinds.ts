/** Names in a certificate by which a party may be known (RFC 8705, 2.1.2). Browser-safe. */
export const certificateNameKinds = ['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'] as const
export type CertificateNameKind = (typeof certificateNameKinds)[number]
