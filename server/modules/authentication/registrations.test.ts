import { exportJWK, generateKeyPair } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { SANDBOX_ORGANISATIONS } from '#reference'
import { type Platform, platform } from '#testing'
import { born, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { relyingParty } from './relying-parties.ts'

let on: Platform
let bank: OfficerActor
let provider: OfficerActor
let administrator: OfficerActor
let jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
beforeAll(async () => {
  on = await platform()
  const nation = { level: 'nation', unitId: 0 } as const
  const engineer = async (agencyId: number) => ({ ...officer(await born(on), nation, ['partner']), agencyId })
  bank = await engineer(SANDBOX_ORGANISATIONS.bank)
  provider = await engineer(SANDBOX_ORGANISATIONS.licensedProvider)
  administrator = { ...officer(await born(on), nation, ['administrator']), agencyId: 2 }
  jwk = await newJwk()
})

async function newJwk() {
  const { publicKey } = await generateKeyPair('ES256')
  const { x, y } = await exportJWK(publicKey)
  return { kty: 'EC' as const, crv: 'P-256' as const, x: x!, y: y! }
}

const wanted = (change: Partial<contract.NewRegistration> = {}): contract.NewRegistration => ({
  names: { vi: 'Mở tài khoản trực tuyến', en: 'Online account opening' },
  contact: { name: 'Phòng Ngân hàng số', email: 'so@songhong.example', phone: null },
  sector: 'songhong.example',
  securityLevel: 3,
  providerAgencyId: SANDBOX_ORGANISATIONS.licensedProvider,
  redirectUris: ['https://songhong.example/back'],
  postLogoutUris: [],
  logoutUri: null,
  ciba: null,
  notifyUri: null,
  scopes: [{ scope: 'openid', purpose: 'partner/account-opening', legalBasis: null, needed: true }],
  checks: [
    {
      purpose: 'partner/account-opening',
      basis: 'consent',
      legalBasis: 'Thông tư 17/2024/TT-NHNN',
      acts: ['verification.match'],
      fields: ['name', 'birthdate'],
    },
  ],
  ...change,
})

async function registered(change: Partial<contract.NewRegistration> = {}): Promise<string> {
  const body = { ...wanted(change), key: { jwk } }
  return (await on.as(bank).call(contract.register, { body })).clientId
}

async function approved(): Promise<string> {
  const clientId = await registered()
  const params = { params: { clientId } }
  await on.as(provider).call(contract.acceptSponsored, params)
  const { requestId } = await on.as(bank).call(contract.requestProduction, params)
  const body = { decision: 'approved' as const, reasons: [], note: null }
  await on.as(administrator).call(contract.decideProductionRequest, { params: { requestId }, body })
  return clientId
}

test('an engineer registers a system; it is in the sandbox at once and his organisation’s alone', async () => {
  const clientId = await registered()
  const seen = await on.as(bank).call(contract.readRegistration, { params: { clientId } })
  expect(seen).toMatchObject({
    status: 'sandbox',
    organisation: { vi: 'Ngân hàng Thương mại Sông Hồng (mẫu)' },
  })
  expect(seen.keys).toHaveLength(1)
  await expect(
    on.as(provider).call(contract.readRegistration, { params: { clientId } }),
  ).rejects.toMatchObject({
    type: contract.registrationUnknown.type,
  })
})

test('each kind of data has a purpose and a legal basis of its own; a change of what it asks changes its tokens', async () => {
  const scopes = [
    { scope: 'openid', purpose: 'partner/account-opening', legalBasis: null, needed: true },
    {
      scope: 'address',
      purpose: 'partner/account-opening',
      legalBasis: 'Thông tư 17/2024/TT-NHNN, Điều 12',
      needed: false,
    },
  ]
  const clientId = await registered({ scopes })
  const [, address] = (await relyingParty(on.sql, clientId))?.scopes ?? []
  expect(address).toMatchObject({
    scope: 'address',
    purpose: { vi: expect.stringMatching(/\S/) },
    legalBasis: 'Thông tư 17/2024/TT-NHNN, Điều 12',
    needed: false,
  })
  expect((await relyingParty(on.sql, clientId))?.apiScopes).toEqual(['verification.match'])
  const [check] = wanted().checks
  const more = wanted({
    scopes,
    checks: [{ ...check!, acts: ['verification.match', 'verification.attributes'] }],
  })
  await on.as(bank).call(contract.changeRegistration, { params: { clientId }, body: more })
  expect((await relyingParty(on.sql, clientId))?.apiScopes).toEqual([
    'verification.match',
    'verification.attributes',
  ])
})

test.each<[string, Partial<contract.NewRegistration>, string]>([
  ['a business without a licensed provider', { providerAgencyId: null }, 'providerAgencyId'],
  ['another business as provider', { providerAgencyId: SANDBOX_ORGANISATIONS.telecom }, 'providerAgencyId'],
  ['a plain return address', { redirectUris: ['http://songhong.example/back'] }, 'redirectUris'],
  ['a logout address inside', { logoutUri: 'https://10.0.0.7/out' }, 'logoutUri'],
  ['the metadata service of a cloud', { logoutUri: 'https://169.254.169.254/latest' }, 'logoutUri'],
  ['a number that is an address', { ciba: 'ping', notifyUri: 'https://167772167/ping' }, 'notifyUri'],
  ['an address of an inner network', { ciba: 'ping', notifyUri: 'https://[fd00::1]/ping' }, 'notifyUri'],
  ['a name of an inner network', { logoutUri: 'https://db.internal/out' }, 'logoutUri'],
])('%s is refused, with the field', async (_, change, field) => {
  const body = { ...wanted(change), key: { jwk } }
  await expect(on.as(bank).call(contract.register, { body })).rejects.toMatchObject({
    type: contract.registrationFlawed.type,
    flaws: expect.arrayContaining([expect.objectContaining({ field })]),
  })
})

test('a business may not ask on the ground of a law; a private key and a point off the curve are no keys', async () => {
  const [check] = wanted().checks
  const byLaw = { ...wanted({ checks: [{ ...check!, basis: 'law' }] }), key: { jwk } }
  await expect(on.as(bank).call(contract.register, { body: byLaw })).rejects.toMatchObject({ status: 422 })
  const secret = { ...wanted(), key: { jwk: { ...jwk, d: jwk.x } } } as never
  expect((await on.as(bank).send(contract.register, { body: secret })).status).toBe(400)
  const off = { ...wanted(), key: { jwk: { ...jwk, y: jwk.x } } }
  await expect(on.as(bank).call(contract.register, { body: off })).rejects.toMatchObject({ status: 422 })
})

test('following changes is an act of its own, with its own kind of data', async () => {
  const [check] = wanted().checks
  const ask = (acts: contract.CheckAct[], fields: contract.Check['fields']) =>
    registered({ checks: [{ ...check!, acts, fields }] })
  await expect(ask(['population.changes'], ['name'])).rejects.toMatchObject({ status: 422 })
  await expect(ask(['verification.match'], ['lifeEvents'])).rejects.toMatchObject({ status: 422 })
  const clientId = await ask(['verification.match', 'population.changes'], ['name', 'lifeEvents'])
  const { apiScopes } = (await relyingParty(on.sql, clientId))!
  expect(apiScopes).toEqual(['verification.match', 'population.changes'])
  const body = { ...wanted({ providerAgencyId: null, checks: [] }), key: { jwk } }
  const own = await on.as(provider).call(contract.register, { body })
  expect((await relyingParty(on.sql, own.clientId))!.apiScopes).not.toContain('population.changes')
})

test('production waits for the provider, then for an administrator within 30 days; only he decides, once', async () => {
  const clientId = await registered()
  const params = { params: { clientId } }
  on.at('2026-11-27T03:00:00Z')
  try {
    await expect(on.as(bank).call(contract.requestProduction, params)).rejects.toMatchObject({
      type: contract.providerMissing.type,
    })
    await on.as(provider).call(contract.acceptSponsored, params)
    const { requestId, dueOn } = await on.as(bank).call(contract.requestProduction, params)
    expect(dueOn).toBe('2026-12-27')
    await expect(on.as(bank).call(contract.requestProduction, params)).rejects.toMatchObject({
      type: contract.requestPending.type,
    })
    const body = { decision: 'approved' as const, reasons: [], note: null }
    const decide = { params: { requestId }, body }
    await expect(on.as(bank).call(contract.decideProductionRequest, decide)).rejects.toMatchObject({
      status: 403,
    })
    const both = await Promise.all(
      [1, 2].map(() => on.as(administrator).send(contract.decideProductionRequest, decide)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await relyingParty(on.sql, clientId))?.status).toBe('production')
  } finally {
    on.at(null)
  }
})

test('a system below the security level of the law stays in the sandbox', async () => {
  const clientId = await registered({ securityLevel: 2 })
  await on.as(provider).call(contract.acceptSponsored, { params: { clientId } })
  await expect(on.as(bank).call(contract.requestProduction, { params: { clientId } })).rejects.toMatchObject({
    type: contract.securityLevelLow.type,
  })
})

test('a refusal names its reasons, and the engineer reads them', async () => {
  const clientId = await registered()
  await on.as(provider).call(contract.acceptSponsored, { params: { clientId } })
  const { requestId } = await on.as(bank).call(contract.requestProduction, { params: { clientId } })
  const refuse = (reasons: 'more-than-needed'[]) =>
    on.as(administrator).call(contract.decideProductionRequest, {
      params: { requestId },
      body: { decision: 'refused', reasons, note: 'Chỉ cần họ tên' },
    })
  await expect(refuse([])).rejects.toMatchObject({ status: 422 })
  await refuse(['more-than-needed'])
  const { requests, status } = await on.as(bank).call(contract.readRegistration, { params: { clientId } })
  expect(requests[0]).toMatchObject({
    decision: 'refused',
    reasons: ['more-than-needed'],
    note: 'Chỉ cần họ tên',
  })
  expect(status).toBe('sandbox')
})

test('an approved system goes on as approved while a widening waits, 7 working days', async () => {
  on.at('2026-11-27T03:00:00Z')
  try {
    const clientId = await approved()
    const [check] = wanted().checks
    const wider = wanted({ checks: [{ ...check!, fields: ['name', 'birthdate', 'address'] }] })
    const { requestId } = await on
      .as(bank)
      .call(contract.changeRegistration, { params: { clientId }, body: wider })
    const before = await on.as(bank).call(contract.readRegistration, { params: { clientId } })
    expect(before.checks[0]?.fields).toEqual(['name', 'birthdate'])
    expect(before.requests[0]).toMatchObject({ kind: 'widening', dueOn: '2026-12-08' })
    const body = { decision: 'approved' as const, reasons: [], note: null }
    await on
      .as(administrator)
      .call(contract.decideProductionRequest, { params: { requestId: requestId! }, body })
    const after = await on.as(bank).call(contract.readRegistration, { params: { clientId } })
    expect(after.checks[0]?.fields).toEqual(['name', 'birthdate', 'address'])
  } finally {
    on.at(null)
  }
})

test('keys are added and removed at once, never the last one', async () => {
  const clientId = await registered()
  const [first] = (await on.as(bank).call(contract.readRegistration, { params: { clientId } })).keys
  const remove = (kid: string) => on.as(bank).call(contract.removeKey, { params: { clientId, kid } })
  await expect(remove(first!.kid)).rejects.toMatchObject({ type: contract.lastKey.type })
  const added = await on
    .as(bank)
    .call(contract.addKey, { params: { clientId }, body: { jwk: await newJwk() } })
  expect(await remove(first!.kid)).toEqual({ left: 1 })
  expect((await relyingParty(on.sql, clientId))?.keys.map(({ kid }) => kid)).toEqual([added.kid])
})

const noNames = [
  ['subject_dn', 'not a name'],
  ['subject_dn', 'CN=bank, and more'],
  ['san_dns', 'CN=api.songhong.example'],
  ['san_uri', 'api.songhong.example'],
  ['san_ip', 'api.songhong.example'],
  ['san_email', 'songhong.example'],
] as const

test('a system may be known by a name in a certificate, where an authority is trusted; the name changes at once', async () => {
  const key = { certificateName: { kind: 'san_dns' as const, value: 'api.songhong.example' } }
  const register = () => on.as(bank).call(contract.register, { body: { ...wanted(), key } })
  await expect(register()).rejects.toMatchObject({ flaws: [{ field: 'key' }] })
  const before = on.ports.clientAuthorities
  on.ports.clientAuthorities = { any: true, vouchFor: before.vouchFor }
  try {
    const { clientId } = await register()
    const params = { clientId }
    const flawed = { flaws: [{ field: 'certificateName' }] }
    for (const [kind, value] of noNames) {
      const certificateName = { kind, value }
      const body = { ...wanted(), key: { certificateName } }
      await expect(on.as(bank).call(contract.register, { body })).rejects.toMatchObject(flawed)
      await expect(
        on.as(bank).call(contract.addKey, { params, body: { certificateName } }),
      ).rejects.toMatchObject(flawed)
    }
    expect(await on.as(bank).call(contract.readRegistration, { params })).toMatchObject({
      proof: 'authority',
      keys: [{ kid: 'api.songhong.example', endsAt: null }],
    })
    const body = { certificateName: { kind: 'subject_dn' as const, value: 'CN=songhong,C=VN' } }
    await on.as(bank).call(contract.addKey, { params, body })
    expect((await relyingParty(on.sql, clientId))?.certificateName).toEqual(body.certificateName)
    const other = on.as(bank).call(contract.addKey, { params, body: { jwk: await newJwk() } })
    await expect(other).rejects.toMatchObject({ flaws: [{ field: 'key' }] })
  } finally {
    on.ports.clientAuthorities = before
  }
})

test('an administrator suspends at once, resumes, and allows the plain code flow only until a day', async () => {
  const clientId = await approved()
  const as = on.as(administrator)
  const reason = 'Nghi lộ khóa'
  await as.call(contract.suspendRelyingParty, { params: { clientId }, body: { reason } })
  expect((await relyingParty(on.sql, clientId))?.status).toBe('suspended')
  await as.call(contract.resumeRelyingParty, { params: { clientId }, body: { reason } })
  expect((await relyingParty(on.sql, clientId))?.status).toBe('production')
  const plain = (until: string | null) =>
    as.call(contract.setPlainCode, { params: { clientId }, body: { until, reason } })
  await expect(plain('2020-01-01')).rejects.toMatchObject({ status: 422 })
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await plain(soon)
  expect(await relyingParty(on.sql, clientId)).toMatchObject({ profile: 'plain-code', plainCodeUntil: soon })
  await plain(null)
  expect(await relyingParty(on.sql, clientId)).toMatchObject({ profile: 'fapi2', plainCodeUntil: null })
  const refused = on.as(bank).call(contract.suspendRelyingParty, { params: { clientId }, body: { reason } })
  await expect(refused).rejects.toMatchObject({ status: 403 })
})

test('an administrator enters an organisation and its engineer, whose code is shown once', async () => {
  const as = on.as(administrator)
  const name = { vi: 'Công ty Bảo hiểm Biển Đông', en: 'East Sea Insurance' }
  const made = await Promise.all(
    [1, 2].map(() => as.call(contract.registerOrganisation, { body: { kind: 'business', name } })),
  )
  const [agencyId, other] = made.map((one) => one.agencyId) as [number, number]
  expect(agencyId).not.toBe(other)
  const engineer = await born(on)
  const body = { personNumber: engineer.number, phone: '0912000111' }
  const first = await as.call(contract.addEngineer, { params: { agencyId }, body })
  expect(first.activationCode).toMatch(/\S{8,}/)
  const second = await as.call(contract.addEngineer, { params: { agencyId: other }, body })
  expect(second.activationCode).toBeNull()
  const nobody = { params: { agencyId }, body: { ...body, personNumber: '001099999991' } }
  await expect(as.call(contract.addEngineer, nobody)).rejects.toMatchObject({
    type: contract.engineerUnknown.type,
  })
  // An agency of the State is not made an organisation this way.
  await expect(as.call(contract.addEngineer, { params: { agencyId: 18 }, body })).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    on.as(bank).call(contract.registerOrganisation, { body: { kind: 'licensed-provider', name } }),
  ).rejects.toMatchObject({ status: 403 })
})
