/** A workflow that can be walked: every state reached can be left, every act has a role and a transition. Pure. */
import type { Bundle, WorkflowRole } from './bundle.ts'
import type { BundleFault } from './catalogue.contract.ts'
import type { Act, DeskAct, DossierState } from './dossiers.contract.ts'
import { fieldsOf } from './rules/form.ts'
import { type EngineAct, isClosed, targetsOf, transitions } from './states.ts'

const fault = (at: string, vi: string, en: string): BundleFault => ({ at, fault: { vi, en } })

/** Acts the engine itself does where a bundle lets it come to that state. */
const engineActs = new Set<DeskAct | EngineAct>([
  'submit',
  'approvals-complete',
  'approval-impossible',
  'decide-at-once',
  'send-on',
  'decided-elsewhere',
  'ask-payment',
  'expire',
  'applicant-died',
  'ground-annulled',
  'hand-out',
])

/** A stop by itself is no way on: someone must be able to act. */
const noWayOn = new Set<DeskAct | EngineAct>(['expire', 'ask-payment', 'applicant-died', 'ground-annulled'])

export function workflowFaults(bundle: Bundle): BundleFault[] {
  const { states } = bundle.workflow
  const faults: BundleFault[] = []
  const fieldNames = new Set(fieldsOf(bundle.form).map(({ name }) => name))
  for (const [state, roles] of Object.entries(states) as [DossierState, (typeof states)[DossierState]][]) {
    for (const [role, rights] of Object.entries(roles ?? {})) {
      const at = `/workflow/states/${state}/${role}`
      for (const act of rights.acts) {
        if (targetsOf(state, act).length === 0)
          faults.push(fault(at, `${act} từ ${state} không dẫn đến đâu`, `${act} leads nowhere from ${state}`))
      }
      for (const name of [rights.reads, rights.writes].flatMap((list) => (list === '*' ? [] : list))) {
        if (!fieldNames.has(name)) faults.push(fault(at, `không có trường ${name}`, `no field ${name}`))
      }
    }
  }
  for (const state of reachedBy(bundle)) {
    if (isClosed(state)) continue
    const ways = actsFrom(bundle, state).flatMap((act) => targetsOf(state, act))
    if (!ways.some((to) => to !== state))
      faults.push(
        fault(
          `/workflow/states/${state}`,
          'ngõ cụt: không ai chuyển tiếp được',
          'a dead end: nobody can move it on',
        ),
      )
    else if (!endsFrom(bundle, state))
      faults.push(
        fault(
          `/workflow/states/${state}`,
          'ngõ cụt: không bao giờ kết thúc',
          'a dead end: it never comes to a close',
        ),
      )
  }
  return [...faults, ...actsWithoutRole(bundle), ...fieldsUnread(bundle)]
}

/** What may be done in a state: by some role of the bundle, or by the engine where the service can come to that. */
function actsFrom({ workflow, approvals }: Bundle, state: DossierState): (DeskAct | EngineAct)[] {
  const byRoles = Object.values(workflow.states[state] ?? {}).flatMap(({ acts }) => acts)
  const byEngine: (DeskAct | EngineAct)[] = transitions
    .filter(({ from, act }) => from === state && engineActs.has(act))
    .map(({ act }) => act)
    .filter((act) => act !== 'decide-at-once' || workflow.straightThrough !== null)
    .filter((act) => (act !== 'send-on' && act !== 'decided-elsewhere') || workflow.elsewhere !== undefined)
    .filter((act) => !noWayOn.has(act))
    .filter((act) => (act !== 'approvals-complete' && act !== 'approval-impossible') || approvals.length > 0)
  return [...byRoles, ...byEngine]
}

/** States that a dossier of this service can come to. */
export function reachedBy(bundle: Bundle): Set<DossierState> {
  const reached = new Set<DossierState>(['submitted'])
  if (bundle.approvals.length > 0) reached.add('awaiting-approvals')
  for (let grew = true; grew; ) {
    grew = false
    for (const state of [...reached]) {
      for (const to of actsFrom(bundle, state).flatMap((act) => targetsOf(state, act))) {
        if (to === 'awaiting-approvals' && bundle.approvals.length === 0) continue
        if (!reached.has(to)) {
          reached.add(to)
          grew = true
        }
      }
    }
  }
  return reached
}

/** Whether a decision, not only a withdrawal, can be reached from a state. */
function endsFrom(bundle: Bundle, start: DossierState): boolean {
  const seen = new Set<DossierState>([start])
  const queue: DossierState[] = [start]
  while (queue.length > 0) {
    const state = queue.pop()!
    if (isClosed(state) && state !== 'withdrawn' && state !== 'stopped') return true
    for (const to of actsFrom(bundle, state).flatMap((act) => targetsOf(state, act))) {
      if (!seen.has(to)) {
        seen.add(to)
        queue.push(to)
      }
    }
  }
  return false
}

/** Acts without which a state cannot do its work, and which no role of the bundle has there. */
const indispensable: Partial<Record<DossierState, readonly { act: Act; roles: readonly WorkflowRole[] }[]>> =
  {
    'awaiting-approvals': [
      { act: 'record-approval', roles: ['counter', 'case-officer'] },
      { act: 'withdraw', roles: ['applicant'] },
    ],
    submitted: [
      { act: 'accept', roles: ['counter', 'case-officer'] },
      { act: 'withdraw', roles: ['applicant'] },
    ],
    'supplement-asked': [{ act: 'supplement', roles: ['applicant'] }],
    processing: [{ act: 'propose', roles: ['case-officer'] }],
    proposed: [
      { act: 'sign', roles: ['signing-leader'] },
      { act: 'send-back', roles: ['signing-leader'] },
    ],
  }

function actsWithoutRole(bundle: Bundle): BundleFault[] {
  const faults: BundleFault[] = []
  for (const state of reachedBy(bundle)) {
    if (state === 'submitted' && bundle.workflow.straightThrough === true) continue
    if (state === 'processing' && bundle.workflow.elsewhere) continue
    for (const { act, roles } of indispensable[state] ?? []) {
      const held = roles.some((role) => bundle.workflow.states[state]?.[role]?.acts.includes(act))
      if (!held)
        faults.push(fault(`/workflow/states/${state}`, `không vai trò nào được ${act}`, `no role may ${act}`))
    }
  }
  return faults
}

/** A field that no officer and not even the applicant can read after submission asks for data for nothing. */
function fieldsUnread({ form, workflow }: Bundle): BundleFault[] {
  const rights = Object.values(workflow.states).flatMap((roles) => Object.values(roles ?? {}))
  return fieldsOf(form)
    .filter(({ kind }) => kind !== 'note')
    .filter(({ name }) => !rights.some(({ reads }) => reads === '*' || reads.includes(name)))
    .map(({ name }) => fault(`/form/${name}`, 'không ai đọc được trường này', 'nobody can read this field'))
}
