/**
 * Who may do what to a dossier now: the bundle's rights by state and role, and the rules that hold for every service
 * (one holder, four eyes, one supplement, no one in his own matter). Buttons and endpoints ask the same function.
 */
import type { OfficerActor } from '#platform/call.ts'
import type { ProblemFactory } from '#platform/problem.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import type { ApprovalRecord } from './approvals.store.ts'
import type { Bundle, WorkflowRole } from './bundle.ts'
import * as contract from './contract.ts'
import type { Act, ActChoice, DeskAct, DossierState } from './dossiers.contract.ts'
import type { AskedOpinionClock, Dossier } from './dossiers.store.ts'
import { actWords, targetsOf } from './states.ts'

export interface ActingOfficer {
  role: 'officer'
  officer: OfficerActor
  /** Appointments whom he stands in for today. */
  standsInFor?: readonly Uuid[]
}
export type Doer = { role: 'applicant' } | ActingOfficer

interface Rights {
  acts: Set<DeskAct>
  reads: (field: string) => boolean
  writes: (field: string) => boolean
}

/** What the bundle lets someone do, read and write in the dossier's present state. */
export function rightsOf(bundle: Bundle, dossier: Pick<Dossier, 'state'>, doer: Doer): Rights {
  const waits = dossier.state === 'awaiting-approvals' ? whileConfirming : {}
  const byRole = bundle.workflow.states[dossier.state] ?? waits ?? {}
  const mine = rolesOf(doer).flatMap((role) => byRole[role] ?? [])
  const covers = (lists: ('*' | string[])[]) => (field: string) =>
    lists.some((list) => list === '*' || list.includes(field))
  const acts = new Set<DeskAct>(mine.flatMap((rights) => rights.acts))
  if (acts.has('propose')) acts.add('ask-opinion')
  if (rolesOf(doer).includes('signing-leader') && targetsOf(dossier.state, 'apologise').length > 0)
    acts.add('apologise')
  return {
    acts,
    reads: covers(mine.map(({ reads }) => reads)),
    writes: covers(mine.map(({ writes }) => writes)),
  }
}

/** A service that asks nobody else still waits for its applicant when a counter filed for him. */
const whileConfirming: Bundle['workflow']['states'][DossierState] = {
  applicant: { acts: ['withdraw'], reads: '*', writes: [] },
  counter: { acts: ['record-approval'], reads: '*', writes: [] },
  'case-officer': { acts: ['record-approval'], reads: '*', writes: [] },
}

function rolesOf(doer: Doer): WorkflowRole[] {
  if (doer.role === 'applicant') return ['applicant']
  const known: readonly WorkflowRole[] = ['counter', 'case-officer', 'signing-leader']
  return known.filter((role) => doer.officer.roles.includes(role as OfficerActor['roles'][number]))
}

/** Why an act may not be done now; null when it may. */
export function refusalOf(
  act: DeskAct,
  bundle: Bundle,
  dossier: Dossier,
  approvals: readonly ApprovalRecord[],
  doer: Doer,
  now: Date,
): ProblemFactory | null {
  if (targetsOf(dossier.state, act).length === 0 || !rightsOf(bundle, dossier, doer).acts.has(act)) {
    return contract.actNotNow
  }
  if (doer.role === 'applicant') return null
  const { officer } = doer
  const isHis = isHolder(dossier, doer)
  if (officer.agencyId !== dossier.agencyId && !ofFilingCounter.has(act)) return contract.actNotNow
  if (act !== 'hand-over' && act !== 'release' && isOwnMatter(dossier, approvals, officer))
    return contract.ownMatter
  if (act === 'ask-supplement' && dossier.supplements > 0) return contract.supplementTwice
  if (act === 'sign' && dossier.proposedBy === officer.accountId) return contract.sameHands
  if (act === 'release' && !isHis) return contract.notHeld
  const leads = officer.roles.includes('signing-leader')
  if (needsHolder.has(act) && dossier.holderAppointment !== null && !leads) {
    if (!isHis) return contract.heldByOther
  }
  if (act === 'propose' && dossier.opinions.some((one) => isAwaited(one, now))) return contract.opinionAwaited
  if (act === 'apologise' && dossier.extension) return contract.apologyTwice
  return null
}

/** He has the dossier, or stands in today for whoever has it. */
export function isHolder(
  { holderAppointment }: Pick<Dossier, 'holderAppointment'>,
  { officer, standsInFor = [] }: ActingOfficer,
): boolean {
  return (
    holderAppointment !== null &&
    (holderAppointment === officer.appointmentId || standsInFor.includes(holderAppointment))
  )
}

/** A decision waits for it: until it is given, or until its day is over, as whoever asked has said. */
function isAwaited({ ended, waits, until }: AskedOpinionClock, now: Date): boolean {
  return !ended && (waits === 'until-answered' || Date.parse(until) > now.getTime())
}

/** What the counter that filed a dossier may still do when another office decides it. */
export const ofFilingCounter: ReadonlySet<DeskAct> = new Set<Act>(['record-approval', 'record-payment'])

/** Acts that only the holder does, once someone holds the dossier. */
const needsHolder = new Set<DeskAct>([
  'claim',
  'accept',
  'reject',
  'ask-supplement',
  'ask-opinion',
  'propose',
  'hand-over',
])

/** Whoever is party to a dossier does not decide it. */
export function isOwnMatter(
  { personNumber, people }: Dossier,
  approvals: readonly ApprovalRecord[],
  { number }: OfficerActor,
): boolean {
  return (
    personNumber === number ||
    people.some((one) => one.number === number) ||
    approvals.some(({ approverNumber }) => approverNumber === number)
  )
}

/** The buttons of a dossier: those of its state and role, disabled with the reason when they may not be used now. */
export function actChoices(
  bundle: Bundle,
  dossier: Dossier,
  approvals: readonly ApprovalRecord[],
  doer: Doer,
  now: Date,
): ActChoice[] {
  const { acts } = rightsOf(bundle, dossier, doer)
  return (Object.keys(actWords) as DeskAct[])
    .filter((act) => acts.has(act))
    .map((act) => {
      const refused = refusalOf(act, bundle, dossier, approvals, doer, now)
      const why: Words | null = refused ? refused.words : null
      return { act, words: actWords[act], allowed: refused === null, why }
    })
}
