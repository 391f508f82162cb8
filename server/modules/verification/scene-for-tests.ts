/** A bank that asks through a licensed provider, and a ministry that asks for itself, both approved; for tests. */
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import * as registrations from '#authentication/contract'
import type { OfficerActor, RelyingPartyActor } from '#platform/call.ts'
import * as privacy from '#privacy/contract'
import { SANDBOX_ORGANISATIONS } from '#reference'
import type { As, Platform } from '#testing'
import { type Born, born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'

export const purpose = 'partner/account-opening'
export const following = 'partner/insurance'
const MINISTRY = 18
const nation = { level: 'nation', unitId: 0 } as const
export const allFields: privacy.ConsentField[] = [
  'name',
  'birthdate',
  'gender',
  'phoneNumber',
  'email',
  'address',
  'face',
]

export interface Parties {
  bank: string
  provider: string
  ministry: string
  /** The provider's system, which asks for the bank. */
  asProvider: As
  asMinistry: As
  engineer: OfficerActor
}

export async function parties(on: Platform): Promise<Parties> {
  const engineerOf = async (agencyId: number): Promise<OfficerActor> => ({
    ...officer(await born(on), nation, ['partner']),
    agencyId,
  })
  const [bankEngineer, providerEngineer, ministryEngineer] = [
    await engineerOf(SANDBOX_ORGANISATIONS.bank),
    await engineerOf(SANDBOX_ORGANISATIONS.licensedProvider),
    await engineerOf(MINISTRY),
  ]
  const { clientId: provider } = await system(on, providerEngineer, { checks: [] })
  const { clientId: ministry } = await system(on, ministryEngineer, { checks: [checkOf('law')] })
  const { clientId: bank } = await system(on, bankEngineer, {
    checks: [checkOf('consent')],
    providerAgencyId: SANDBOX_ORGANISATIONS.licensedProvider,
  })
  const params = { clientId: bank }
  await on.as(providerEngineer).call(registrations.acceptSponsored, { params })
  return {
    bank,
    provider,
    ministry,
    asProvider: on.as(actor(provider, SANDBOX_ORGANISATIONS.licensedProvider)),
    asMinistry: on.as(actor(ministry, MINISTRY)),
    engineer: bankEngineer,
  }
}

const checkOf = (basis: 'law' | 'consent'): registrations.Check => ({
  purpose,
  basis,
  legalBasis: 'Thông tư 17/2024/TT-NHNN',
  acts: ['verification.match', 'verification.attributes'],
  fields: [...allFields, 'age18'],
})

/** What a system that follows the change feed is registered for. */
export const followingOf = (basis: 'law' | 'consent'): registrations.Check => ({
  purpose: following,
  basis,
  legalBasis: 'Luật Bảo hiểm xã hội 41/2024/QH15',
  acts: ['population.changes'],
  fields: ['lifeEvents'],
})

/** Systems that follow the change feed: a ministry by law, a bank by consent through its provider. */
export async function followers(on: Platform) {
  const engineerOf = async (agencyId: number): Promise<OfficerActor> => ({
    ...officer(await born(on), nation, ['partner']),
    agencyId,
  })
  const { bank: bankAgency, licensedProvider } = SANDBOX_ORGANISATIONS
  const [ministryEngineer, bankEngineer, providerEngineer] = [
    await engineerOf(MINISTRY),
    await engineerOf(bankAgency),
    await engineerOf(licensedProvider),
  ]
  const { clientId: ministry } = await system(on, ministryEngineer, { checks: [followingOf('law')] })
  const { clientId: provider } = await system(on, providerEngineer, { checks: [followingOf('consent')] })
  const { clientId: bank } = await system(on, bankEngineer, {
    checks: [followingOf('consent')],
    providerAgencyId: licensedProvider,
  })
  await on.as(providerEngineer).call(registrations.acceptSponsored, { params: { clientId: bank } })
  const asMinistry = on.as(actor(ministry, MINISTRY))
  return { ministry, bank, asMinistry, asProvider: on.as(actor(provider, licensedProvider)) }
}

/** A system of a ministry that may ask by law, with the key its engineer keeps. */
export async function ministrySystem(on: Platform) {
  const engineer = { ...officer(await born(on), nation, ['partner']), agencyId: MINISTRY }
  return await system(on, engineer, { checks: [checkOf('law')] })
}

export function actor(clientId: string, agencyId: number): RelyingPartyActor {
  return { kind: 'relying-party', clientId, agencyId, scopes: [...registrations.checkActs] }
}

async function system(
  on: Platform,
  engineer: OfficerActor,
  change: Partial<registrations.NewRegistration>,
): Promise<{ clientId: string; privateKey: CryptoKey; kid: string }> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { x, y } = await exportJWK(publicKey)
  const { clientId } = await on.as(engineer).call(registrations.register, {
    body: {
      names: { vi: 'Hệ thống nghiệp vụ', en: 'Business system' },
      contact: { name: 'Phòng công nghệ', email: 'cntt@example.vn', phone: null },
      sector: 'example.vn',
      securityLevel: 3,
      providerAgencyId: null,
      redirectUris: [],
      postLogoutUris: [],
      logoutUri: null,
      ciba: null,
      notifyUri: null,
      scopes: [],
      checks: [],
      ...change,
      key: { jwk: { kty: 'EC', crv: 'P-256', x: x!, y: y!, kid: 'first' } },
    },
  })
  return { clientId, privateKey, kid: 'first' }
}

/** Asks for a consent and gives it, as the bank and the person would. */
export async function consented(
  on: Platform,
  { asProvider, bank }: Parties,
  person: Born,
  fields: privacy.ConsentField[] = ['name', 'birthdate'],
): Promise<string> {
  const { requestId } = await asProvider.call(contract.askForConsent, {
    body: { purpose, forClientId: bank, idDocument: person.number, name: person.name, fields },
  })
  const { consentId } = await on.as(citizen(person)).call(privacy.answerConsentRequest, {
    params: { requestId },
    body: { answer: 'given' },
  })
  return consentId as string
}
