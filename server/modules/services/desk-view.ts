/** A dossier as the officer of its agency sees it: the applicant's view, the people in full, what may be done. */
import { officersOf } from '#accounts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { type ActingOfficer, isHolder } from './acts.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import type { DeskDossier } from './contract.ts'
import { reasonsOf } from './decisions.ts'
import { viewDossier } from './dossier-view.ts'
import type { Dossier } from './dossiers.store.ts'
import { opinionsOf } from './opinion-rows.ts'
import { fieldsOf } from './rules/form.ts'
import { standsInFor } from './standing-in.ts'

export async function viewDesk(call: Call, dossier: Dossier): Promise<DeskDossier> {
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const officer = call.actor as OfficerActor
  const doer: ActingOfficer = { role: 'officer', officer, standsInFor: await standsInFor(call) }
  for (const { number } of dossier.people) {
    reads(call, number, ['dossier', 'name', 'birth', 'sex', 'number', 'relation'])
  }
  const base = await viewDossier(call, bundle, dossier, doer)
  const [applicant] = dossier.people
  const officers = await officersOf(call, dossier.agencyId)
  const nameOf = (appointmentId: string) =>
    officers.find((one) => one.appointmentId === appointmentId)?.name ?? ''
  const { proposal, holderAppointment, answers } = dossier
  return {
    ...base,
    applicant: {
      personId: applicant!.personId,
      name: applicant!.name,
      bornOn: applicant!.bornOn,
      sex: applicant!.sex,
      number: applicant!.number,
      phone: textIn(answers.phone),
      email: textIn(answers.email),
    },
    holder: holderAppointment
      ? {
          appointmentId: holderAppointment,
          name: nameOf(holderAppointment),
          mine: isHolder(dossier, doer),
        }
      : null,
    proposal: proposal
      ? {
          outcome: proposal.outcome,
          reasons: reasonsOf(bundle, proposal.reasons),
          text: proposal.text,
          at: proposal.at,
          by: nameOf(proposal.by),
          mine: dossier.proposedBy === officer.accountId,
          sentBack: proposal.sentBack,
        }
      : null,
    refusalReasons: bundle.refusalReasons,
    fieldsToMark: fieldsToMark(bundle, dossier),
    opinions: await opinionsOf(call, dossier),
    extension: dossier.extension,
    effects: bundle.effects.map(({ words }) => words),
  }
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** What the citizen himself filled in, and papers he needs; a register's value is corrected in the register. */
export function fieldsToMark(bundle: Bundle, { papers }: Pick<Dossier, 'papers'>) {
  const verified = new Set(
    bundle.prefill.filter(({ state }) => state === 'verified').map(({ field }) => field),
  )
  const fields = fieldsOf(bundle.form)
    .filter(({ name, kind }) => kind !== 'note' && kind !== 'consent' && !verified.has(name))
    .map(({ name, label }) => ({ field: name, label }))
  const needed = papers.filter(({ needed }) => needed).map(({ code, name }) => ({ field: code, label: name }))
  return [...fields, ...needed]
}
