import { exportJWK, generateKeyPair } from 'jose'
import type { RelyingParty } from './relying-party.ts'

let made = 0

/** A bank that signs people in with us, and the key it keeps to itself; for tests. */
export async function aRelyingParty(change: Partial<RelyingParty> = {}) {
  made += 1
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `key-${made}`
  const party: RelyingParty = {
    clientId: `bank-${crypto.randomUUID().slice(0, 8)}`,
    realm: 'citizen',
    agencyId: 1,
    organisation: { vi: 'Ngân hàng Sao Mai', en: 'Sao Mai Bank' },
    names: { vi: 'Sao Mai số', en: 'Sao Mai digital' },
    redirectUris: ['https://bank.example/back'],
    postLogoutUris: ['https://bank.example/bye'],
    scopes: [
      {
        scope: 'openid',
        purpose: { vi: 'Đăng nhập', en: 'Sign-in' },
        legalBasis: null,
        needed: true,
      },
      {
        scope: 'profile',
        purpose: { vi: 'Mở tài khoản thanh toán', en: 'To open a payment account' },
        legalBasis: '17/2024/TT-NHNN',
        needed: true,
      },
      {
        scope: 'phone',
        purpose: { vi: 'Gửi biến động số dư', en: 'To send notices of your balance' },
        legalBasis: null,
        needed: false,
      },
      {
        scope: 'offline_access',
        purpose: { vi: 'Không phải đăng nhập lại mỗi lần', en: 'So that you need not sign in each time' },
        legalBasis: null,
        needed: false,
      },
    ],
    keys: [{ ...(await exportJWK(publicKey)), kty: 'EC', kid, alg: 'ES256', use: 'sig' }],
    proof: 'key',
    certificateName: null,
    subjectType: 'pairwise',
    sector: 'bank.example',
    profile: 'fapi2',
    plainCodeUntil: null,
    ciba: null,
    notifyUri: null,
    logoutUri: null,
    machine: false,
    apiScopes: [],
    status: 'sandbox',
    validFrom: '2026-01-01',
    validUntil: null,
    ...change,
  }
  return { party, privateKey, kid }
}
