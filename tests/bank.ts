import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import * as openid from 'openid-client'
import { upsertRelyingParty } from '../server/modules/authentication/relying-parties.store.ts'
import type { RelyingParty } from '../server/modules/authentication/relying-party.ts'
import { connect, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import type { Program } from './program.ts'

const basic: RelyingParty['scopes'] = [
  { scope: 'openid', purpose: { vi: 'Đăng nhập', en: 'Sign-in' }, legalBasis: null, needed: true },
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
]

/** A bank as its own engineers would connect it, with a library that is not ours. */
export async function registerBank(program: Program, back: string, more: RelyingParty['scopes'] = []) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const key = { ...(await exportJWK(publicKey)), kty: 'EC', kid: 'bank-1', alg: 'ES256', use: 'sig' as const }
  const party: RelyingParty = {
    clientId: 'bank',
    realm: 'citizen',
    agencyId: 1,
    organisation: { vi: 'Ngân hàng Sao Mai', en: 'Sao Mai Bank' },
    names: { vi: 'Sao Mai số', en: 'Sao Mai digital' },
    redirectUris: [back],
    postLogoutUris: [],
    scopes: [...basic, ...more],
    keys: [key],
    proof: 'key',
    certificateName: null,
    subjectType: 'pairwise',
    sector: 'bank.example',
    profile: 'fapi2',
    plainCodeUntil: null,
    ciba: 'poll',
    notifyUri: null,
    logoutUri: null,
    machine: false,
    apiScopes: [],
    status: 'sandbox',
    validFrom: '2026-01-01',
    validUntil: null,
  }
  const found = findEmbeddedPostgres(join(program.dataFolder, 'postgres'))
  if (!found) throw new Error('the program has its PostgreSQL running')
  const { socketFolder, port } = found
  const owner = connect({ address: { socketFolder, port }, database: 'dean06', user: OWNER_ROLE, max: 1 })
  await upsertRelyingParty(owner, party, new Date())
  await owner.end()
  const bank = await openid.discovery(
    new URL(`${program.url}/id/citizen`),
    'bank',
    {},
    openid.PrivateKeyJwt({ key: privateKey, kid: 'bank-1' }),
    { execute: [openid.allowInsecureRequests] },
  )
  const dpop = openid.getDPoPHandle(bank, await openid.randomDPoPKeyPair('ES256', { extractable: true }))
  return { bank, dpop }
}
