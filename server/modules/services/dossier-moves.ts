/**
 * Moving a dossier: the table of transitions is asked, the clock read again, the step appended, the row written, the
 * open pages told. Everything that happens to a dossier happens through here.
 */

import { endDue } from '#payments'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { EventKind } from '#platform/event.ts'
import { emit } from '#platform/events.ts'
import { poke } from '#platform/live.ts'
import { lawParameter, workingCalendar } from '#reference'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import { type ClockTerms, pausesAfter, readClock } from './clock.ts'
import * as contract from './contract.ts'
import type { DeskAct, DossierState } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import type { DossierHappening } from './events.contract.ts'
import { stoodInFor } from './standing-in.ts'
import { type EngineAct, isClosed, states, targetsOf } from './states.ts'
import { type NewStep, recordStep } from './steps.ts'
import { termOf } from './terms.ts'

export interface Move {
  act: DeskAct | EngineAct
  to: DossierState
  note?: string | null
  /** Which words stand in the history, when not those of the act. */
  as?: string
  /** What else changes with it. */
  set?: Partial<Dossier>
  /** Who acts, when it is not the actor of the call himself. */
  by?: NewStep['by']
}

/**
 * Moves a dossier that this call holds. Throws actNotNow when the table has no such line. The version grows by one,
 * so whoever saw the dossier before has to look again.
 */
export async function move(
  call: Call,
  dossier: Dossier,
  { act, to, note, as, set, by }: Move,
): Promise<Dossier> {
  if (!targetsOf(dossier.state, act).includes(to))
    throw contract.actNotNow({ with: { state: dossier.state } })
  const at = call.now.toISOString()
  const next: Dossier = { ...dossier, ...set, state: to, version: dossier.version + 1 }
  next.pauses = pausesAfter(dossier.pauses, to, at)
  next.pausedSince = next.pauses.at(-1)?.until === null ? next.pauses.at(-1)!.from : null
  if (isClosed(to) && !isClosed(dossier.state)) next.closedAt = at
  await setClock(call, next)
  changes(call, dossier.personNumber, [`dossier:${as ?? act}`])
  await store.updateDossier(call.sql, next)
  await recordStep(call, next, {
    act: as ?? act,
    from: dossier.state,
    to,
    note: note ?? null,
    by,
    onBehalfOf: by === undefined ? await stoodInFor(call, dossier) : null,
  })
  if (isClosed(to) && next.fee.amountDong > 0) await endDue(call, next.dossierId, to)
  await tell(call, next)
  return next
}

/** Reads the clock again: what is due when, and how it was computed. */
export async function setClock(call: Call, dossier: Dossier): Promise<void> {
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const reading = readClock(
    dossier,
    await termsOf(call, bundle, dossier),
    await workingCalendar(call),
    call.now,
  )
  const { clock } = states[dossier.state]
  dossier.intakeDueAt = reading.intakeDueAt
  dossier.dueAt = reading.dueAt
  dossier.normDueAt = reading.normDueAt
  dossier.clockSteps = reading.steps
  dossier.nextDueAt = clock === 'intake' ? reading.intakeDueAt : clock === 'runs' ? reading.dueAt : null
  dossier.warnAt = dossier.nextDueAt === null ? null : reading.warnAt
}

async function termsOf(call: Call, bundle: Bundle, { channel, unitId }: Dossier): Promise<ClockTerms> {
  const on = dayOf(call.now)
  const intake =
    channel === 'online'
      ? { workingHours: (await lawParameter(call, 'one-stop.online-acceptance-hours', on)).value }
      : { workingDays: (await lawParameter(call, 'one-stop.counter-acceptance-days', on)).value }
  const { cutOff: at } = bundle.term
  const cutOff = at ? (await lawParameter<string>(call, at, on)).value : null
  return {
    intake,
    cutOff,
    warnings: (await lawParameter<ClockTerms['warnings']>(call, 'one-stop.warnings', on)).value,
    normShare: (await lawParameter(call, 'services.internal-norm-share', on, unitId)).value,
    term: termOf(bundle, channel),
  }
}

/** Tells the open pages of the office, of those concerned, and of the leaders. */
export async function tell(
  call: Call,
  dossier: Pick<Dossier, 'agencyId' | 'filedBy' | 'people'>,
): Promise<void> {
  const [applicant] = dossier.people
  await poke(
    call,
    [...officesOf(dossier), 'figures', ...(applicant ? [`person:${applicant.personId}`] : [])],
    'dossiers',
  )
}

/** Whose pages show a dossier: the office that decides it, and the counter that filed it. */
export function officesOf({ agencyId, filedBy }: Pick<Dossier, 'agencyId' | 'filedBy'>): string[] {
  return [...new Set([agencyId, ...(filedBy ? [filedBy.agencyId] : [])])].map((id) => `agency:${id}`)
}

/** What happened, as others hear of it. */
export async function happened<Payload extends DossierHappening>(
  call: Call,
  kind: EventKind<Payload>,
  dossier: Dossier,
  more: Omit<Payload, keyof DossierHappening>,
  person = dossier.personNumber as string | null,
): Promise<void> {
  const { name } = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const happening: DossierHappening = {
    dossierId: dossier.dossierId,
    code: dossier.code,
    serviceCode: dossier.serviceCode,
    service: name,
    applicant: dossier.personNumber,
    agencyId: dossier.agencyId,
    state: dossier.state,
    at: call.now.toISOString(),
  }
  await emit(call, kind, { ...happening, ...more } as Payload, { person })
}
