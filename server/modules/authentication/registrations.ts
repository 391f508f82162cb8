/**
 * Systems as the engineers of their organisation register them (đăng ký hệ thống kết nối): in the sandbox at once, on
 * real people after approval. What was approved goes on unchanged while a change waits for its decision.
 */
import { isIP } from 'node:net'
import { purposes } from '#audit'
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import { agenciesOfKind, agencyById, lawParameter } from '#reference'
import type { CertificateName } from './certificate-names.ts'
import * as contract from './contract.ts'
import { flawedKey, keyEnd, keyFrom } from './party-keys.ts'
import * as store from './registrations.store.ts'
import { flawsOf, type RegistrationFlaw, relyingParty, saveRelyingParty } from './relying-parties.ts'
import type { RelyingParty } from './relying-party.ts'
import { scopeNames, scopes } from './scopes.ts'

const LISTED_MAX = 100
const REQUESTS_SHOWN = 20
const FOLLOWS: contract.CheckAct = 'population.changes'

export type OrganisationKind = 'state' | 'licensed-provider' | 'business'

/** Whether an organisation asks for itself (State bodies), for others (providers), or only through a provider. */
export async function organisationKind(
  call: Pick<Call, 'sql'>,
  agencyId: number,
): Promise<{ kind: OrganisationKind; words: Words }> {
  const agency = await agencyById(call.sql, agencyId)
  const words = { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' }
  const kind = agency?.kind === 'licensed-provider' || agency?.kind === 'business' ? agency.kind : 'state'
  return { kind, words }
}

export async function registrationOptions(call: Call) {
  const { agencyId } = call.actor as OfficerActor
  const today = dayOf(call.now)
  const { kind, words } = await organisationKind(call, agencyId)
  const providers = await agenciesOfKind(call.sql, 'licensed-provider')
  const number = async (key: string) => Number((await lawParameter(call, key, today)).value)
  return {
    kind,
    organisation: words,
    purposes: partnerPurposes(today).map(({ code, vi, en, legalBasis }) => ({
      code,
      words: { vi, en },
      legalBasis,
    })),
    scopes: scopeNames.map((scope) => ({ scope, words: scopes[scope].words })),
    providers: providers.map(({ agencyId: id, nameVi, nameEn }) => ({
      agencyId: id,
      name: { vi: nameVi, en: nameEn },
    })),
    securityLevelMin: await number('relying-party.security-level-min'),
    decisionDays: await number('relying-party.decision-days'),
    wideningWorkingDays: await number('relying-party.widening-working-days'),
    authorities: call.ports.clientAuthorities.any,
  }
}

/** Purposes an organisation may name, in force on that day. */
function partnerPurposes(on: string) {
  return purposes.filter(
    ({ code, effectiveFrom }) =>
      code.startsWith('partner/') && code !== 'partner/manage' && effectiveFrom <= on,
  )
}

export async function listOwn(call: Call): Promise<{ rows: contract.RegistrationRow[] }> {
  const { agencyId } = call.actor as OfficerActor
  const rows = await store.selectRegistrations(call.sql, { agencyId }, LISTED_MAX)
  return { rows: rows.map(({ acceptedAt: _, ...row }) => row) }
}

export async function listSponsored(call: Call) {
  const { agencyId } = call.actor as OfficerActor
  return { rows: await store.selectRegistrations(call.sql, { providerAgencyId: agencyId }, LISTED_MAX) }
}

/** A licensed provider accepts to ask for another organisation's system. Throws registrationUnknown. */
export async function acceptSponsored(call: Call, clientId: string): Promise<{ acceptedAt: string }> {
  const { agencyId } = call.actor as OfficerActor
  const acceptedAt = await store.setAccepted(call.sql, clientId, agencyId, call.now)
  if (!acceptedAt) throw contract.registrationUnknown()
  await note(call, clientId, 'accepted-by-provider')
  return { acceptedAt }
}

/** Registers a system and its first key. Throws registrationFlawed. */
export async function register(
  call: Call,
  { key, ...wanted }: contract.NewRegistration & { key: contract.GivenKey },
): Promise<{ clientId: string }> {
  const { agencyId, accountId } = call.actor as OfficerActor
  const { words } = await organisationKind(call, agencyId)
  const clientId = uuidv7(call.now.getTime())
  const proof = await proofFrom(call, key)
  const party: RelyingParty = {
    ...(await partyFrom(call, agencyId, wanted)),
    clientId,
    realm: 'citizen',
    agencyId,
    organisation: words,
    ...proof,
    subjectType: 'pairwise',
    profile: 'fapi2',
    plainCodeUntil: null,
    status: 'sandbox',
    validFrom: dayOf(call.now),
    validUntil: null,
  }
  await check(call, agencyId, wanted, party)
  await saveRelyingParty(call, party)
  const { contact, securityLevel, checks, providerAgencyId } = wanted
  const terms = { clientId, agencyId, providerAgencyId, contact, securityLevel, checks }
  await store.insertRegistration(call.sql, terms, accountId, call.now)
  await note(call, clientId, 'registered')
  return { clientId }
}

/** Puts a registration in force as it is wanted: in the sandbox by its engineer, later by whoever approves. */
export async function putInForce(
  call: Call,
  before: Opened,
  wanted: contract.NewRegistration,
  status: RelyingParty['status'] = before.party.status,
): Promise<void> {
  const party = { ...before.party, ...(await partyFrom(call, before.terms.agencyId, wanted)), status }
  await check(call, before.terms.agencyId, wanted, party)
  await saveRelyingParty(call, party)
  const { contact, securityLevel, checks, providerAgencyId } = wanted
  const { clientId } = party
  await store.updateRegistration(
    call.sql,
    { clientId, contact, securityLevel, checks, providerAgencyId },
    call.now,
  )
}

/** What a system proves itself with from the start. Throws registrationFlawed. */
async function proofFrom(
  call: Call,
  given: contract.GivenKey,
): Promise<Pick<RelyingParty, 'keys' | 'proof' | 'certificateName'>> {
  if ('certificateName' in given) {
    if (!call.ports.clientAuthorities.any) throw flawedKey(noAuthorities)
    return { keys: [], proof: 'authority', certificateName: given.certificateName }
  }
  const first = await keyFrom(given, call.now)
  return { keys: [first], proof: first.x5c ? 'certificate' : 'key', certificateName: null }
}

const noAuthorities = {
  vi: 'nơi này chưa nhận chứng thư của tổ chức chứng thực nào',
  en: 'no authority is trusted here yet',
}
const otherProof = {
  vi: 'hệ thống này chứng minh mình bằng cách khác; hãy đăng ký hệ thống mới để đổi cách',
  en: 'is of another kind than what this system proves itself with; register another system to change that',
}

/** Adds a key; the others stay until removed, so that a rotation fails nobody's sign-in. */
export async function addKey(call: Call, clientId: string, given: contract.GivenKey) {
  const { party } = await openOwn(call, clientId, 'lock')
  if ('certificateName' in given !== (party.proof === 'authority')) throw flawedKey(otherProof)
  if ('certificateName' in given) return await setCertificateName(call, party, given.certificateName)
  const key = await keyFrom(given, call.now)
  const keys = [key, ...party.keys.filter(({ kid }) => kid !== key.kid)]
  const changed = { ...party, keys }
  const flaws = flawsOf(changed, call.ports.mode)
  if (flaws.length > 0) throw contract.registrationFlawed({ with: { flaws } })
  await saveRelyingParty(call, changed)
  await store.touchRegistration(call.sql, clientId, call.now)
  await note(call, clientId, 'key-added', { kid: key.kid })
  return { kid: key.kid, endsAt: keyEnd(key) }
}

/** The name in the certificates of the system from now on: a new certificate under the old name needs nothing. */
async function setCertificateName(call: Call, party: RelyingParty, certificateName: CertificateName) {
  const changed = { ...party, certificateName }
  const flaws = flawsOf(changed, call.ports.mode)
  if (flaws.length > 0) throw contract.registrationFlawed({ with: { flaws } })
  await saveRelyingParty(call, changed)
  await store.touchRegistration(call.sql, party.clientId, call.now)
  await note(call, party.clientId, 'certificate-name-set', certificateName)
  return { kid: certificateName.value, endsAt: null }
}

/** Throws registrationUnknown, lastKey. */
export async function removeKey(call: Call, clientId: string, kid: string): Promise<{ left: number }> {
  const { party } = await openOwn(call, clientId, 'lock')
  const keys = party.keys.filter((key) => key.kid !== kid)
  if (keys.length === party.keys.length) return { left: keys.length }
  if (keys.length === 0) throw contract.lastKey()
  await saveRelyingParty(call, { ...party, keys })
  await store.touchRegistration(call.sql, clientId, call.now)
  await note(call, clientId, 'key-removed', { kid })
  return { left: keys.length }
}

export interface Opened {
  party: RelyingParty
  terms: store.RegistrationTerms
}

/** A system of the caller's organisation; an administrator's organisation is the nation. Throws registrationUnknown. */
export async function openOwn(call: Call, clientId: string, how: 'read' | 'lock' = 'read'): Promise<Opened> {
  const { agencyId, roles } = call.actor as OfficerActor
  const opened = await open(call, clientId, how)
  if (opened.terms.agencyId !== agencyId && !roles.includes('administrator'))
    throw contract.registrationUnknown()
  return opened
}

export async function open(call: Call, clientId: string, how: 'read' | 'lock' = 'read'): Promise<Opened> {
  const terms = await (how === 'lock' ? store.lockTerms : store.selectTerms)(call.sql, clientId)
  const party = terms && (await relyingParty(call.sql, clientId))
  if (!terms || !party) throw contract.registrationUnknown()
  return { party, terms }
}

export async function readRegistration(call: Call, clientId: string): Promise<contract.Registration> {
  return await registrationView(call, await openOwn(call, clientId))
}

export async function registrationView(call: Call, { party, terms }: Opened): Promise<contract.Registration> {
  const requests = await store.selectRequests(call.sql, { clientId: party.clientId }, REQUESTS_SHOWN)
  const provider =
    terms.providerAgencyId === null ? null : (await organisationKind(call, terms.providerAgencyId)).words
  return {
    ...wantedFrom(party, terms),
    clientId: party.clientId,
    organisation: party.organisation,
    provider,
    providerAcceptedAt: terms.providerAcceptedAt,
    status: party.status,
    proof: party.proof,
    keys: party.certificateName
      ? [{ kid: party.certificateName.value, endsAt: null }]
      : party.keys.map((key) => ({ kid: key.kid, endsAt: keyEnd(key) })),
    plainCodeUntil: party.plainCodeUntil,
    registeredAt: terms.registeredAt,
    changedAt: terms.changedAt,
    requests: requests.map((request) => requestRow(call, request)),
    issuer: `${call.ports.publicUrl}/id/${party.realm}`,
  }
}

export function requestRow(call: Call, request: store.ProductionRequest): contract.RequestRow {
  const { wanted: _, ...row } = request
  return {
    ...row,
    reasons: row.reasons as contract.RequestRow['reasons'],
    overdue: row.decision === null && row.dueOn < dayOf(call.now),
  }
}

/** What an engineer would fill in to get what is in force. */
export function wantedFrom(party: RelyingParty, terms: store.RegistrationTerms): contract.NewRegistration {
  const { names, sector, redirectUris, postLogoutUris, logoutUri, ciba, notifyUri } = party
  const { contact, securityLevel, providerAgencyId, checks } = terms
  const codeOf = ({ vi }: Words) => purposes.find((purpose) => purpose.vi === vi)?.code ?? 'partner/manage'
  const asked = party.scopes.map(({ scope, purpose, legalBasis, needed }) => ({
    scope,
    purpose: codeOf(purpose),
    legalBasis,
    needed,
  }))
  const addresses = { redirectUris, postLogoutUris, logoutUri, ciba, notifyUri }
  return { names, contact, sector, securityLevel, providerAgencyId, ...addresses, scopes: asked, checks }
}

const checksOfOthers = ['verification.match', 'verification.attributes'] as const

async function partyFrom(call: Call, agencyId: number, wanted: contract.NewRegistration) {
  const { kind } = await organisationKind(call, agencyId)
  const known = new Map(partnerPurposes(dayOf(call.now)).map((purpose) => [purpose.code, purpose]))
  const { names, sector, redirectUris, postLogoutUris, logoutUri, ciba, notifyUri, checks } = wanted
  return {
    names,
    sector,
    redirectUris,
    postLogoutUris,
    logoutUri,
    ciba,
    notifyUri,
    // A provider asks for others, on their terms; following changes is granted to it by name, as to anybody. A system
    // that only asks still needs tokens of its own.
    apiScopes: [
      ...new Set<contract.CheckAct>([
        ...(kind === 'licensed-provider' ? checksOfOthers : []),
        ...checks.flatMap(({ acts }) => acts),
      ]),
    ],
    machine:
      kind === 'licensed-provider' || checks.length > 0 || (redirectUris.length === 0 && ciba === null),
    scopes: wanted.scopes.map(({ scope, purpose, legalBasis, needed }) => ({
      scope: scope as keyof typeof scopes,
      purpose: { vi: known.get(purpose)?.vi ?? '', en: known.get(purpose)?.en ?? '' },
      legalBasis,
      needed,
    })),
  }
}

/** Throws registrationFlawed with each field and what is wrong with it. */
async function check(
  call: Call,
  agencyId: number,
  wanted: contract.NewRegistration,
  party: RelyingParty,
): Promise<void> {
  const flaws: { field: string; words: Words }[] = [...flawsOf(party, call.ports.mode)]
  const flaw = (field: string, vi: string, en: string) => flaws.push({ field, words: { vi, en } })
  const known = new Set(partnerPurposes(dayOf(call.now)).map(({ code }) => code))
  const signsIn = wanted.redirectUris.length > 0 || wanted.ciba !== null
  if (signsIn && !wanted.scopes.some(({ scope }) => scope === 'openid'))
    flaw('scopes', 'đăng nhập cần phạm vi openid', 'signing in needs the scope openid')
  const named = [...wanted.scopes, ...wanted.checks].every(({ purpose }) => known.has(purpose))
  if (!named) flaw('checks', 'có mục đích không tồn tại', 'there is no such purpose')
  for (const field of ['notifyUri', 'logoutUri'] as const)
    if (!isOutside(wanted[field], call.ports.mode))
      flaw(
        field,
        'phải là tên miền bên ngoài, không phải địa chỉ IP',
        'must be an outside host name, no IP address',
      )
  const { kind } = await organisationKind(call, agencyId)
  const provider =
    wanted.providerAgencyId === null ? null : await agencyById(call.sql, wanted.providerAgencyId)
  if (kind === 'business' && provider?.kind !== 'licensed-provider')
    flaw(
      'providerAgencyId',
      'hãy chọn tổ chức cung cấp dịch vụ xác thực được cấp phép',
      'choose a licensed authentication provider',
    )
  if (kind !== 'business' && wanted.providerAgencyId !== null)
    flaw('providerAgencyId', 'tổ chức này hỏi trực tiếp', 'this organisation asks directly')
  if (kind === 'business' && wanted.checks.some(({ basis }) => basis === 'law'))
    flaw(
      'checks',
      'tổ chức ngoài nhà nước cần sự đồng ý của người dân',
      'organisations outside the State need consent',
    )
  if (wanted.checks.some(({ acts, fields }) => acts.includes(FOLLOWS) !== fields.includes('lifeEvents')))
    flaw(
      'checks',
      'việc theo dõi thay đổi và dữ liệu “thay đổi về hộ tịch và cư trú” phải đi cùng nhau',
      'following changes and the data “changes of civil status and residence” go together',
    )
  if (flaws.length > 0) throw contract.registrationFlawed({ with: { flaws: flaws as RegistrationFlaw[] } })
}

/** We send to this address ourselves: never to one inside (SSRF). The fetch checks what the name resolves to. */
function isOutside(uri: string | null, mode: 'sandbox' | 'production'): boolean {
  if (uri === null || !URL.canParse(uri)) return true
  const { hostname } = new URL(uri)
  if (mode === 'sandbox' && /^(localhost|127\.0\.0\.1)$/.test(hostname)) return true
  const bare = hostname.replace(/^\[|\]$/g, '')
  return (
    isIP(bare) === 0 &&
    hostname.includes('.') &&
    !/\.(local|localhost|internal|lan|home|arpa)$/.test(hostname)
  )
}

export async function note(call: Call, clientId: string, kind: string, detail: object | null = null) {
  const { accountId } = call.actor as OfficerActor
  const id: Uuid = uuidv7(call.now.getTime())
  await store.insertEvent(call.sql, { clientId, id, kind, accountId, detail, now: call.now })
}
