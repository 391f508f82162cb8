/**
 * Decisions (quyết định giải quyết): proposed by one, signed by another, or made at once by rule. A signature runs the
 * effects on the registers and issues the result in the same transaction: all of it or nothing.
 */

import { positionTitle } from '#accounts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { isProblem, problemBody } from '#platform/problem.ts'
import type { Words } from '#platform/schemas.ts'
import { allMet, currentApprovals } from './approvals.ts'
import { type Bundle, BY_AUTHORITY } from './bundle.ts'
import type { Decision, Reason } from './contract.ts'
import * as contract from './contract.ts'
import { happened, move } from './dossier-moves.ts'
import { scopeOfDossier } from './dossier-scope.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { plannedEffects, runEffects } from './effects.ts'
import { dossierAccepted, dossierDecided, dossierRejected } from './events.contract.ts'
import { followLinks } from './links.ts'
import { complaintWords, issuePapers } from './papers.ts'
import { type Expression, evaluate, withoutNulls } from './rules/expression.ts'
import { targetsOf } from './states.ts'
import { tellRegister } from './telling.ts'

const byRule: Words = { vi: 'Hệ thống, theo quy định', en: 'The system, by rule' }

/** Decides a complete request by rule, the moment it is submitted. */
export async function decideAtOnce(call: Call, bundle: Bundle, dossier: Dossier): Promise<Dossier> {
  const at = call.now.toISOString()
  const decision: Decision = {
    outcome: 'approved',
    reasons: [],
    text: null,
    decidedAt: at,
    by: byRule,
    complaint: null,
  }
  const decided = await move(call, dossier, {
    act: 'decide-at-once',
    to: 'approved',
    by: 'system',
    set: { acceptedAt: at, decidedAt: at, decision },
  })
  return carryOut(call, bundle, decided)
}

export interface GivenProposal {
  outcome: 'approved' | 'refused'
  reasons: string[]
  text?: string
}

/** What a case officer proposes. Throws reasonUnknown, reasonNeeded. */
export async function propose(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  given: GivenProposal,
): Promise<Dossier> {
  const { outcome, reasons, text = null } = given
  if (outcome === 'refused') mustHaveReasons(bundle, reasons, text)
  const actor = call.actor as OfficerActor
  const proposal = {
    outcome,
    reasons: outcome === 'refused' ? reasons : [],
    text,
    at: call.now.toISOString(),
    by: actor.appointmentId,
    sentBack: dossier.proposal?.sentBack ?? null,
  }
  return move(call, dossier, {
    act: 'propose',
    to: 'proposed',
    set: { proposal, proposedBy: actor.accountId },
  })
}

/** Sends a proposal back with the leader's reason; the case officer keeps the dossier. */
export async function sendBack(call: Call, dossier: Dossier, reason: string): Promise<Dossier> {
  return move(call, dossier, {
    act: 'send-back',
    to: 'processing',
    note: reason,
    set: { proposal: { ...dossier.proposal!, sentBack: reason }, proposedBy: null },
  })
}

/**
 * Signs the proposal. Throws sameHands for whoever proposed it, approvalsMissing when an approval fell away, and
 * effectRefused with what the register says when it does not take the change.
 */
export async function sign(call: Call, bundle: Bundle, dossier: Dossier): Promise<Dossier> {
  const actor = call.actor as OfficerActor
  const { proposal, proposedBy } = dossier
  if (!proposal) throw contract.actNotNow({ with: { state: dossier.state } })
  if (proposedBy === actor.accountId) throw contract.sameHands()
  if (proposal.outcome === 'approved' && !allMet(await currentApprovals(call, dossier))) {
    throw contract.approvalsMissing()
  }
  const decided = await move(call, dossier, {
    act: 'sign',
    to: proposal.outcome,
    set: {
      decidedAt: call.now.toISOString(),
      decision: await decisionBy(call, bundle, dossier, proposal.outcome, proposal.reasons, proposal.text),
    },
  })
  return carryOut(call, bundle, decided)
}

/** Refuses at intake, with reasons from the list. */
export async function reject(call: Call, bundle: Bundle, dossier: Dossier, reasons: string[], text: string) {
  mustHaveReasons(bundle, reasons, text)
  const rejected = await move(call, dossier, {
    act: 'reject',
    to: 'rejected',
    set: {
      decidedAt: call.now.toISOString(),
      decision: await decisionBy(call, bundle, dossier, 'rejected', reasons, text),
    },
  })
  await issuePapers(call, bundle, rejected, 'rejected')
  await happened(call, dossierRejected, rejected, {})
  return rejected
}

/** Accepts: the statutory clock starts and the receipt says when the result is due. */
export async function accept(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  act: 'accept' | 'record-payment',
  set: Partial<Dossier>,
  note: string | null = null,
  by?: 'system',
): Promise<Dossier> {
  const accepted = await move(call, dossier, {
    act,
    to: 'accepted',
    ...(by ? { by } : {}),
    note,
    set: { ...set, acceptedAt: call.now.toISOString() },
  })
  await issuePapers(call, bundle, accepted, 'accepted')
  await happened(call, dossierAccepted, accepted, {})
  return sendOn(call, bundle, accepted, act === 'record-payment' ? note : null)
}

/** To the authority whose register decides it, where there is one. */
async function sendOn(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  receiptNumber: string | null,
): Promise<Dossier> {
  const { elsewhere } = bundle.workflow
  if (!elsewhere) return dossier
  const { register, act, authority } = elsewhere
  const scope = scopeOfDossier(call, dossier)
  const about = elsewhere.about === undefined ? null : evaluate(elsewhere.about as Expression, scope)
  await tellRegister(call, dossier, {
    register,
    act,
    about: typeof about === 'string' ? about : dossier.personNumber,
    data: withoutNulls({
      ...(evaluate(elsewhere.data as Expression, scope) as Record<string, unknown>),
      ...(collects(bundle) ? { amountDong: dossier.fee.amountDong, receiptNumber } : {}),
    }) as Record<string, unknown>,
    decides: true,
  })
  return move(call, dossier, { act: 'send-on', to: 'processing', by: 'system', note: authority.vi })
}

/** What is paid here is the other agency's: it hears how much came, under which receipt. */
const collects = ({ fee }: Bundle) => fee.due !== undefined || fee.premium !== undefined

export interface ElsewhereAnswer {
  state: 'done' | 'refused'
  reason: string | null
  /** What it made, for the paper. */
  rows: { label: string; value: string }[]
}

/** The other authority has decided: papers are issued, the applicant hears. Nothing when the dossier ended meanwhile. */
export async function decideElsewhere(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  { state, reason, rows }: ElsewhereAnswer,
): Promise<void> {
  const to = state === 'done' ? 'approved' : 'refused'
  if (!targetsOf(dossier.state, 'decided-elsewhere').includes(to)) return
  const decision: Decision = {
    outcome: to,
    reasons: to === 'refused' ? reasonsOf(bundle, [BY_AUTHORITY]) : [],
    text: reason,
    decidedAt: call.now.toISOString(),
    by: bundle.workflow.elsewhere?.authority ?? byRule,
    complaint: to === 'approved' ? null : await complaintWords(call, dossier),
  }
  const set = { decidedAt: decision.decidedAt, decision, made: { rows } }
  await carryOut(call, bundle, await move(call, dossier, { act: 'decided-elsewhere', to, by: 'system', set }))
}

/** What a decision does: registers change, papers are issued, others hear. */
async function carryOut(call: Call, bundle: Bundle, dossier: Dossier): Promise<Dossier> {
  const outcome = dossier.state === 'approved' ? 'approved' : 'refused'
  if (outcome === 'approved') {
    const ground = {
      dossierId: dossier.dossierId,
      code: dossier.code,
      applicant: dossier.personNumber,
      agencyId: dossier.agencyId,
      unitId: dossier.unitId,
      legalBasis: bundle.legalBasis[0]!,
    }
    try {
      const made = await runEffects(call, ground, plannedEffects(bundle, scopeOfDossier(call, dossier)))
      dossier.made = { ...dossier.made, ...made }
      await store.keepMade(call.sql, dossier)
    } catch (error) {
      if (isProblem(error) && call.actor.kind === 'officer') {
        throw contract.effectRefused({ detail: error.words, with: { problem: problemBody(error) } })
      }
      throw error
    }
  }
  await issuePapers(call, bundle, dossier, outcome)
  await followLinks(call, dossier, outcome === 'approved')
  await happened(call, dossierDecided, dossier, { outcome })
  const handedOut = bundle.results.every(({ on }) => on !== 'approved')
  return outcome === 'approved' && handedOut
    ? move(call, dossier, { act: 'hand-out', to: 'returned', by: 'system' })
    : dossier
}

async function decisionBy(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  outcome: Decision['outcome'],
  reasons: readonly string[],
  text: string | null,
): Promise<Decision> {
  const title = await positionTitle(call, (call.actor as OfficerActor).position)
  return {
    outcome,
    reasons: reasonsOf(bundle, reasons),
    text,
    decidedAt: call.now.toISOString(),
    by: title ?? byRule,
    complaint: outcome === 'approved' ? null : await complaintWords(call, dossier),
  }
}

/** Reasons by their codes, out of the service's list: none is made up at the desk (R23 of the field's complaints). */
export function reasonsOf(bundle: Bundle, codes: readonly string[]): Reason[] {
  return codes.map((code) => {
    const reason = bundle.refusalReasons.find((one) => one.code === code)
    if (!reason) throw contract.reasonUnknown()
    return reason
  })
}

function mustHaveReasons(bundle: Bundle, codes: readonly string[], text: string | null): void {
  if (codes.length === 0 || !text?.trim()) throw contract.reasonNeeded()
  reasonsOf(bundle, codes)
}
