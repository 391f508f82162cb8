/** What is to be told to a register of another agency: kept in this call, told as soon as it is committed. */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { deadline, lawParameter, workingCalendar } from '#reference'
import { raiseClaim } from './claims.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './register-requests.store.ts'

export const REQUEST_TASK = 'services.tell-register'

export interface Telling {
  register: string
  act: string
  /** Whom it is about. */
  about: PersonNumber
  data: Record<string, unknown>
  /** Its answer decides the dossier. */
  decides: boolean
}

/** Keeps what is to be told, and tells it as soon as this call is committed. Throws what raiseClaim throws. */
export async function tellRegister(
  call: Call,
  dossier: Pick<Dossier, 'personNumber' | 'dossierId' | 'code' | 'agencyId' | 'unitId'>,
  { register, act, about, data, decides }: Telling,
): Promise<Uuid> {
  const requestId = uuidv7(call.now.getTime())
  await raiseClaim(call, dossier, { register, act, about, data, requestId })
  const on = dayOf(call.now)
  const { value: minutes } = await lawParameter(call, 'linked.sync-minutes', on)
  const { value: workingHours } = await lawParameter(call, 'linked.acknowledge-working-hours', on)
  const syncDueAt = new Date(call.now.getTime() + minutes * 60_000)
  const { dueAt } = deadline(call.now, { workingHours }, await workingCalendar(call))
  await store.insertRequest(call.sql, {
    ...nothingYet,
    personNumber: dossier.personNumber,
    requestId,
    dossierId: dossier.dossierId,
    dossierCode: dossier.code,
    subjectNumber: about,
    register,
    act,
    data,
    decides,
    madeAt: call.now.toISOString(),
    syncDueAt: syncDueAt.toISOString(),
    acknowledgeDueAt: dueAt.toISOString(),
  })
  changes(call, about, ['register-request'])
  await carryOnLater(call, requestId)
  return requestId
}

const nothingYet = {
  state: 'waiting',
  attempts: 0,
  error: null,
  receiptNumber: null,
  acknowledgedAt: null,
  answeredAt: null,
  result: null,
  reason: null,
} satisfies Partial<store.RequestRecord>

export async function carryOnLater(call: Call, requestId: Uuid, seconds = 0): Promise<void> {
  const runAt = seconds > 0 ? { runAt: new Date(Date.now() + seconds * 1000) } : {}
  await enqueue(call, REQUEST_TASK, { requestId }, { key: `${REQUEST_TASK}:${requestId}`, ...runAt })
}
