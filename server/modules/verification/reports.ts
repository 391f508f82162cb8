/**
 * What people report as not theirs, and the organisation that has to explain it: a check, a sign-in with their account,
 * an approval asked on their phone.
 */
import { accountEvent } from '#accounts'
import { relyingParty } from '#authentication'
import type { DeviceApprovalReport } from '#authentication/contract'
import { type Call, type CitizenActor, changes, type OfficerActor } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { personIdOf } from '#population'
import { selectCheck } from './checks.store.ts'
import * as contract from './contract.ts'
import * as store from './disputes.store.ts'
import { dayAfter, known, move, shown } from './disputes.ts'

const LISTED_MAX = 100

export interface Reported {
  disputeId: Uuid
  dueOn: Day
}

/** Reports a check. Throws checkUnknown, alreadyDisputed. */
export async function openDispute(call: Call, callId: Uuid, said: string | null): Promise<Reported> {
  const { number } = call.actor as CitizenActor
  const check = await selectCheck(call.sql, number, callId)
  if (!check) throw contract.checkUnknown()
  const { clientId, agencyId, act, system, purpose, reference } = check
  const happenedAt = new Date(check.at)
  return await open(call, {
    personNumber: number,
    callId,
    ...{ clientId, agencyId, act, system, happenedAt, purpose, reference, said },
    message: null,
  })
}

/** Reports a sign-in that stands in one's own account's history. Throws checkUnknown, alreadyDisputed. */
export async function reportSignIn(call: Call, eventId: Uuid, said: string | null): Promise<Reported> {
  const { number, accountId } = call.actor as CitizenActor
  const event = await accountEvent(call.sql, accountId, eventId)
  const party = event?.detail?.['clientId']
    ? await relyingParty(call.sql, event.detail['clientId'])
    : undefined
  if (event?.kind !== 'signed-in-elsewhere' || !party) throw contract.checkUnknown()
  return await open(call, {
    personNumber: number,
    callId: eventId,
    clientId: party.clientId,
    agencyId: party.agencyId,
    act: 'authentication.sign-in',
    system: party.names,
    happenedAt: new Date(event.at),
    ...{ purpose: null, reference: null, message: null, said },
  })
}

/** "It is not me who does this", said on the phone. Safe to repeat. */
export async function reportApproval(
  call: Call,
  { id, clientId, personNumber, message, askedAt }: DeviceApprovalReport,
): Promise<void> {
  const party = await relyingParty(call.sql, clientId)
  if (!party) return
  const report: Omit<store.NewDispute, 'disputeId' | 'dueOn'> = {
    personNumber,
    callId: id,
    clientId,
    agencyId: party.agencyId,
    act: 'authentication.approval',
    system: party.names,
    happenedAt: new Date(askedAt),
    ...{ purpose: null, reference: null, message, said: null },
  }
  await insert(call, report)
}

async function open(call: Call, report: Omit<store.NewDispute, 'disputeId' | 'dueOn'>): Promise<Reported> {
  const opened = await insert(call, report)
  if (!opened) throw contract.alreadyDisputed()
  return opened
}

async function insert(
  call: Call,
  report: Omit<store.NewDispute, 'disputeId' | 'dueOn'>,
): Promise<Reported | undefined> {
  changes(call, report.personNumber, ['dispute'])
  const dueOn = await dayAfter(call, 'verification.explain-working-days')
  const disputeId = uuidv7(call.now.getTime())
  const isNew = await store.insertDispute(call.sql, { ...report, disputeId, dueOn }, call.now)
  return isNew ? { disputeId, dueOn } : undefined
}

/** What people reported of the systems of the caller's organisation. Who they are is not shown. */
export async function listReports(call: Call): Promise<{ rows: contract.Report[] }> {
  const { agencyId } = call.actor as OfficerActor
  const rows = await store.selectReports(call.sql, agencyId, LISTED_MAX)
  return {
    rows: rows.map((row) => ({
      ...shown(call, row),
      verificationId: row.act.startsWith('verification.') ? row.callId : null,
      reference: row.reference,
    })),
  }
}

/** The organisation explains. The person is told and says whether it is enough. Throws disputeUnknown, disputeMoved. */
export async function explainReport(call: Call, disputeId: Uuid, explanation: string) {
  const { agencyId, accountId } = call.actor as OfficerActor
  const dispute = await known(call, disputeId)
  if (dispute.agencyId !== agencyId) throw contract.disputeUnknown()
  const { personNumber, organisation } = dispute
  changes(call, personNumber, ['dispute'])
  await move(call, dispute, { state: 'explained', explanation, explainedBy: accountId })
  await emit(
    call,
    contract.reportExplained,
    { disputeId, personNumber, organisation },
    { person: personNumber },
  )
  await poke(call, [`person:${await personIdOf(call, personNumber)}`], 'checks')
  return { state: 'explained' as const }
}
