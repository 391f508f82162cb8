/**
 * Who asks, for whom, and whether he may: State bodies ask for themselves; others only through a licensed provider that
 * accepted to ask for them. Purpose, act and fields must stand in the recipient's registration. Decree 69/2024/NĐ-CP.
 */
import { type Asker, askersOf } from '#authentication'
import type { CheckAct } from '#authentication/contract'
import type { Call, RelyingPartyActor } from '#platform/call.ts'
import type { ConsentField } from '#privacy/contract'
import * as contract from './contract.ts'

export interface Asking {
  /** The system that gets the answer. */
  recipient: Asker
  /** The licensed provider's system that asks for it; null when it asks itself. */
  through: Asker | null
  basis: 'law' | 'consent'
  legalBasis: string
}

/** Throws partyUnknown, throughProvider, recipientNeeded, purposeNotGranted. */
export async function askingOf(
  call: Call,
  wanted: {
    purpose: string
    forClientId?: string | undefined
    act: CheckAct
    fields: readonly ConsentField[]
  },
): Promise<Asking> {
  call.entry.purpose = wanted.purpose
  const { recipient, through } = await chainOf(call, wanted.forClientId)
  const granted = recipient.checks.find(
    ({ purpose, acts, fields }) =>
      purpose === wanted.purpose &&
      acts.includes(wanted.act) &&
      wanted.fields.every((field) => fields.includes(field)),
  )
  if (!granted) throw contract.purposeNotGranted()
  return { recipient, through, basis: granted.basis, legalBasis: granted.legalBasis }
}

/** The chain of a call: the system that gets the answer and, unless it asks itself, the provider's. */
export async function chainOf(
  call: Call,
  forClientId: string | undefined,
): Promise<Pick<Asking, 'recipient' | 'through'>> {
  const { clientId } = call.actor as RelyingPartyActor
  const askers = await askersOf(call, forClientId ? [clientId, forClientId] : [clientId])
  const caller = askers.get(clientId)
  if (!caller?.served) throw contract.partyUnknown()
  if (caller.kind === 'business') throw contract.throughProvider()
  if (caller.kind === 'state') {
    if (forClientId) throw contract.recipientNeeded()
    return { recipient: caller, through: null }
  }
  const recipient = forClientId ? askers.get(forClientId) : undefined
  if (!recipient || recipient.providerAgencyId !== caller.agencyId || !recipient.accepted)
    throw contract.recipientNeeded()
  call.entry.recipient = { clientId: recipient.clientId, agencyId: recipient.agencyId }
  if (!recipient.served) throw contract.partyUnknown()
  return { recipient, through: caller }
}
