/**
 * Claims (đề nghị cấp thẻ, đề nghị hưởng trợ cấp): what dossiers ask of registers of this program whose modules come
 * later. The claim is a row and an event of ours, in the transaction of the decision; the register is told beside it.
 * Which acts are claims, of which module, and what they rest on, is declared in `#ports/other-registers.json`.
 */
import { type Call, changes, reads } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { eventsInForce, selectLifeEvents } from '#population'
import { type DeclaredClaim, registerOf } from '#ports/other-registers.ts'
import * as contract from './claims.contract.ts'
import * as store from './claims.store.ts'
import type { Dossier } from './dossiers.store.ts'

export interface Claiming {
  register: string
  act: string
  /** Whom the register is told about; the claim may be about another, e.g. the deceased. */
  about: PersonNumber
  data: Record<string, unknown>
  requestId: Uuid
}

/**
 * Raises a claim where the act is one. Throws nothingToClaimOn when the fact of the law is not registered, and
 * alreadyClaimed when another dossier was first.
 */
export async function raiseClaim(
  call: Call,
  dossier: Pick<Dossier, 'personNumber' | 'dossierId' | 'code' | 'agencyId' | 'unitId'>,
  { register, act, about, data, requestId }: Claiming,
): Promise<void> {
  const declared = registerOf(register)?.acts.find((one) => one.act === act)?.claim
  if (!declared) return
  const subject = declared.about === undefined ? about : String(data[declared.about])
  const claim: store.Claim = {
    personNumber: subject,
    claimId: uuidv7(call.now.getTime()),
    module: declared.of,
    register,
    act,
    restsOn: await groundOf(call, declared, subject, dossier.dossierId),
    claimantNumber: dossier.personNumber,
    dossierId: dossier.dossierId,
    dossierCode: dossier.code,
    agencyId: dossier.agencyId,
    unitId: dossier.unitId,
    requestId,
    data,
    state: 'raised',
    reason: null,
    raisedAt: call.now.toISOString(),
    endedAt: null,
  }
  if (!(await store.insertClaim(call.sql, claim))) throw contract.alreadyClaimed()
  changes(call, subject, ['claim'])
  await emit(call, contract.claimRaised, happening(claim), { person: subject })
}

/** What the keeper of the register decided. Nothing when the claim was withdrawn meanwhile. */
export async function answerClaim(
  call: Call,
  requestId: Uuid,
  { outcome, reason }: { outcome: 'granted' | 'refused'; reason: string | null },
): Promise<void> {
  const ended = { state: outcome, reason, at: call.now }
  for (const claim of await store.endClaims(call.sql, { requestId }, ['raised'], ended)) {
    changes(call, claim.personNumber, ['claim'])
    const told = { ...happening(claim), outcome }
    await emit(call, contract.claimAnswered, told, { person: claim.personNumber })
  }
}

/** What a claim says of itself to listeners. */
export function happening(claim: store.Claim): contract.ClaimHappening {
  const { claimId, module, register, act, restsOn, dossierId, dossierCode, agencyId } = claim
  const words = claimWords(claim)
  const claimant = claim.claimantNumber
  return { claimId, module, register, act, claimant, restsOn, dossierId, dossierCode, agencyId, words }
}

export function claimWords({ register, act }: Pick<store.Claim, 'register' | 'act'>): Words {
  return registerOf(register)?.acts.find((one) => one.act === act)?.words ?? { vi: act, en: act }
}

/** Whether a claim of this act rests on events of this kind, and finds none in force. */
export async function hasLostGround(
  call: Call,
  { register, act, about, data }: Pick<Claiming, 'register' | 'act' | 'about' | 'data'>,
  kind: string,
): Promise<boolean> {
  const declared = registerOf(register)?.acts.find((one) => one.act === act)?.claim
  if (!declared?.restsOn?.includes(kind)) return false
  const subject = declared.about === undefined ? about : String(data[declared.about])
  return (await eventOf(call, declared.restsOn, subject)) === undefined
}

async function eventOf(call: Call, restsOn: readonly string[], subject: PersonNumber) {
  reads(call, subject, ['status'])
  const events = eventsInForce(await selectLifeEvents(call.sql, [subject]))
  return events.find(({ kind }) => restsOn.includes(kind))
}

/** The life event in force that the claim follows from; its dossier where the law asks for none. */
async function groundOf(
  call: Call,
  { restsOn }: DeclaredClaim,
  subject: PersonNumber,
  dossierId: Uuid,
): Promise<Uuid> {
  if (restsOn === undefined) return dossierId
  const ground = await eventOf(call, restsOn, subject)
  if (!ground) throw contract.nothingToClaimOn()
  return ground.id
}
