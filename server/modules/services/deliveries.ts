/**
 * Handing over results on paper (trả kết quả): collected at a desk with a proof, or by post. The result itself is digital
 * and the applicant's at once; paper is who wants it. Decree 118/2025/NĐ-CP.
 */
import { type Call, changes, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { deskDossier } from './acting.ts'
import * as contract from './contract.ts'
import type { Delivery, DeliveryState } from './deliveries.contract.ts'
import * as store from './deliveries.store.ts'
import { tell } from './dossier-moves.ts'
import { myDossier } from './dossier-view.ts'
import type { Dossier } from './dossiers.store.ts'
import { isClosed } from './states.ts'

const stateWords: Readonly<Record<DeliveryState, Words>> = {
  wanted: { vi: 'Đã ghi nhận yêu cầu', en: 'Asked for' },
  posted: { vi: 'Đã gửi bưu điện', en: 'Given to the post' },
  delivered: { vi: 'Bưu điện đã giao', en: 'Delivered by the post' },
  'sent-back': { vi: 'Bưu điện chuyển hoàn', en: 'Sent back by the post' },
  collected: { vi: 'Đã nhận tại quầy', en: 'Collected at the desk' },
}

/** A wish may be changed as often as one likes; so many turns are remembered. */
const MOST_TURNS = 20

/** From where each turn may be taken; `null`: nobody asked for paper before. */
const from: Readonly<Record<DeliveryState, readonly (DeliveryState | null)[]>> = {
  wanted: [null, 'wanted', 'sent-back'],
  posted: ['wanted'],
  delivered: ['posted'],
  'sent-back': ['posted'],
  collected: [null, 'wanted', 'sent-back'],
}

export async function readDelivery(call: Call, dossierId: Uuid) {
  await myDossier(call, dossierId)
  return view(call, await store.selectDelivery(call.sql, dossierId))
}

export async function readDeskDelivery(call: Call, dossierId: Uuid) {
  await deskDossier(call, dossierId)
  return view(call, await store.selectDelivery(call.sql, dossierId))
}

/** Throws actNotNow once nothing will come of the dossier, deliveryNotNow when the paper has left. */
export async function askDelivery(
  call: Call,
  dossierId: Uuid,
  given: { way: 'desk' } | { way: 'post'; recipient: contract.Recipient },
) {
  const dossier = await myDossier(call, dossierId, true)
  if (isClosed(dossier.state) && !hasResult(dossier))
    throw contract.actNotNow({ with: { state: dossier.state } })
  const post = given.way === 'post'
  const { value: amountDong, citation: law } = await postFee(call)
  return turn(call, dossier, 'wanted', {
    way: given.way,
    recipient: post ? given.recipient : null,
    fee: post ? { amountDong, law } : null,
    tracking: null,
  })
}

/** Throws resultNotReady, deliveryNotNow. */
export async function recordCollected(
  call: Call,
  dossierId: Uuid,
  { who, name, proof }: { who: 'applicant' | 'other'; name?: string; proof: string },
) {
  const dossier = await withResult(call, dossierId)
  const applicant = dossier.people[0]?.name ?? ''
  const collectedBy = { who, name: who === 'other' ? (name ?? '') : applicant, proof }
  return turn(call, dossier, 'collected', { way: 'desk', recipient: null, fee: null, collectedBy }, proof)
}

/** Throws resultNotReady, deliveryNotNow. */
export async function recordPosted(call: Call, dossierId: Uuid, tracking: string) {
  const dossier = await withResult(call, dossierId)
  return turn(call, dossier, 'posted', { tracking })
}

/** Throws deliveryNotNow. */
export async function recordPostOutcome(
  call: Call,
  dossierId: Uuid,
  given: { outcome: 'delivered' } | { outcome: 'sent-back'; note: string },
) {
  const dossier = await withResult(call, dossierId)
  return turn(call, dossier, given.outcome, {}, 'note' in given ? given.note : null)
}

async function withResult(call: Call, dossierId: Uuid): Promise<Dossier> {
  const dossier = await deskDossier(call, dossierId, true)
  if (!hasResult(dossier)) throw contract.resultNotReady()
  return dossier
}

/** What was decided has a paper: the result, or the refusal in writing. */
function hasResult({ state }: Dossier): boolean {
  return state === 'approved' || state === 'returned' || state === 'refused'
}

async function turn(
  call: Call,
  dossier: Dossier,
  state: DeliveryState,
  set: Partial<store.DeliveryRow>,
  note: string | null = null,
) {
  changes(call, dossier.personNumber, ['delivery'])
  const before = await store.selectDelivery(call.sql, dossier.dossierId)
  if (!from[state].includes(before?.state ?? null)) throw contract.deliveryNotNow()
  if (state === 'posted' && before?.way !== 'post') throw contract.deliveryNotNow()
  const { appointmentId = null } = call.actor as Partial<OfficerActor>
  const at = call.now.toISOString()
  const row: store.DeliveryRow = {
    personNumber: dossier.personNumber,
    dossierId: dossier.dossierId,
    way: 'desk',
    recipient: null,
    fee: null,
    tracking: null,
    collectedBy: null,
    ...before,
    ...set,
    state,
    history: [...(before?.history ?? []).slice(-MOST_TURNS), { state, at, appointmentId, note }],
    updatedAt: at,
  }
  await store.putDelivery(call.sql, row)
  await tell(call, dossier)
  return view(call, row)
}

/** What the post takes on delivery, where it is known. */
async function postFee(call: Call) {
  return lawParameter<number>(call, 'services.post-fee', dayOf(call.now))
}

async function view(call: Call, row: store.DeliveryRow | undefined) {
  if (row) reads(call, row.personNumber, ['delivery'])
  const { value: postFeeDong, citation: postFeeLaw } = await postFee(call)
  return { delivery: row ? deliveryOf(row) : null, postFeeDong, postFeeLaw }
}

function deliveryOf({ personNumber: _, dossierId: __, updatedAt: ___, ...row }: store.DeliveryRow): Delivery {
  return {
    ...row,
    stateWords: stateWords[row.state],
    history: row.history.map(({ state, at, note }) => ({ state, words: stateWords[state], at, note })),
  }
}
