/** What a person agreed to, and how it ends. The giver sees all of it in one place, whoever keeps it. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { poke } from '#platform/live.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import * as store from './consents.store.ts'
import * as contract from './contract.ts'

const LISTED_MAX = 100

/** Consents that another module keeps, e.g. those given while signing in. */
export interface ConsentSource {
  /** Newest first, ended ones too, at most 100. */
  list(call: Call, person: PersonNumber): Promise<contract.Consent[]>
  receipt(call: Call, person: PersonNumber, id: Uuid): Promise<contract.ConsentReceipt | undefined>
  /** Ends it with all that stands on it, in this call. False when it is none of this source's in force. */
  withdraw(call: Call, person: PersonNumber, id: Uuid): Promise<boolean>
}

const sources: ConsentSource[] = []

/** A later module adds the consents it keeps. */
export function registerConsentSource(source: ConsentSource): void {
  if (!sources.includes(source)) sources.push(source)
}

/** Who may use the caller's data: in force first, then newest first. */
export async function listMine(call: Call): Promise<{ rows: contract.Consent[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['consents'])
  const own = await store.selectConsents(call.sql, number, LISTED_MAX)
  const rows = await Promise.all(own.map((row) => shown(call, row)))
  for (const source of sources) rows.push(...(await source.list(call, number)))
  const rank = ({ state }: contract.Consent) => (state === 'in-force' ? 0 : 1)
  return { rows: rows.sort((a, b) => rank(a) - rank(b) || b.givenAt.localeCompare(a.givenAt)) }
}

/** Throws consentUnknown. */
export async function readMine(call: Call, consentId: Uuid): Promise<contract.ConsentReceipt> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['consents'])
  const row = await store.selectConsent(call.sql, number, consentId)
  if (row) {
    const { textId, givenHow, accountLevel, authenticationLevel } = row
    const text = { vi: row.textVi, en: row.textEn }
    return { ...(await shown(call, row)), text, textId, givenHow, accountLevel, authenticationLevel }
  }
  for (const source of sources) {
    const receipt = await source.receipt(call, number, consentId)
    if (receipt) return receipt
  }
  throw contract.consentUnknown()
}

/** Ends a consent of the caller's in this transaction. Throws consentUnknown, consentEnded. */
export async function withdraw(call: Call, consentId: Uuid): Promise<{ withdrawnAt: string }> {
  const { number, personId } = call.actor as CitizenActor
  changes(call, number, ['consents'])
  const ended = await store.setWithdrawn(call.sql, number, consentId, call.now)
  if (ended) {
    await emit(
      call,
      contract.consentWithdrawn,
      { consentId, personNumber: number, ...ended },
      { person: number },
    )
  } else if (!(await withdrawnElsewhere(call, number, consentId))) {
    const known = await store.selectConsent(call.sql, number, consentId)
    throw known ? contract.consentEnded() : contract.consentUnknown()
  }
  await poke(call, [`person:${personId}`], 'consents')
  return { withdrawnAt: call.now.toISOString() }
}

async function withdrawnElsewhere(call: Call, number: PersonNumber, consentId: Uuid): Promise<boolean> {
  for (const source of sources) if (await source.withdraw(call, number, consentId)) return true
  return false
}

/** Ends everything a recipient holds of a person, e.g. when a misuse was found. Returns how many consents ended. */
export async function withdrawAllOf(
  call: Call,
  personNumber: PersonNumber,
  recipientId: string,
): Promise<number> {
  const ended = await store.setAllWithdrawn(call.sql, personNumber, recipientId, call.now)
  for (const one of ended) {
    const about = { ...one, personNumber, recipientId }
    await emit(call, contract.consentWithdrawn, about, { person: personNumber })
  }
  if (ended.length > 0) changes(call, personNumber, ['consents'])
  return ended.length
}

export interface WantedUse {
  personNumber: PersonNumber
  recipientId: string
  throughAgencyId: number | null
  purpose: string
  fields: readonly contract.ConsentField[]
}

/** Takes one use of a consent in force that covers these fields; undefined when there is none. */
export async function useConsent(call: Call, wanted: WantedUse) {
  return await store.takeUse(call.sql, { ...wanted, now: call.now })
}

/**
 * Of these people, those who agreed that this recipient may follow this data of theirs, each with the instant since
 * which it may. Following takes no use: the consent covers it from when it was given until it ends.
 */
export async function agreedSince(
  call: Pick<Call, 'sql' | 'now'>,
  wanted: Omit<WantedUse, 'personNumber'> & { numbers: readonly PersonNumber[] },
): Promise<Map<PersonNumber, Instant>> {
  return await store.selectAgreed(call.sql, { ...wanted, now: call.now })
}

function stateOf(row: store.ConsentRow, now: Date): contract.ConsentState {
  if (row.withdrawnAt) return 'withdrawn'
  if (row.usesMax !== null && row.uses >= row.usesMax) return 'used-up'
  return Date.parse(row.validUntil) <= now.getTime() ? 'expired' : 'in-force'
}

async function shown(call: Call, row: store.ConsentRow): Promise<contract.Consent> {
  const { consentId, organisation, system, givenAt, validUntil, usesMax, uses, legalBasis } = row
  const state = stateOf(row, call.now)
  return {
    consentId,
    kind: 'data',
    organisation,
    system,
    through: await providerName(call, row.throughAgencyId),
    purpose: purposeWords(row),
    legalBasis,
    fields: fieldWords(row.fields),
    givenAt,
    validUntil,
    endedAt: row.withdrawnAt ?? (state === 'expired' ? validUntil : null),
    usesMax,
    uses,
    state,
  }
}

export function purposeWords({
  purposeVi,
  purposeEn,
}: {
  purposeVi: string | null
  purposeEn: string | null
}) {
  return purposeVi && purposeEn ? { vi: purposeVi, en: purposeEn } : null
}

export function fieldWords(fields: readonly string[]) {
  const known: Record<string, { vi: string; en: string }> = contract.consentFieldWords
  return fields.map((field) => known[field] ?? { vi: field, en: field })
}

export async function providerName(call: Pick<Call, 'sql'>, agencyId: number | null) {
  const agency = agencyId === null ? undefined : await agencyById(call.sql, agencyId)
  return agency ? { vi: agency.nameVi, en: agency.nameEn } : null
}
