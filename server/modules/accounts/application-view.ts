import { type Call, reads } from '#platform/call.ts'
import { maskNumber } from '#population'
import type { Refusal } from './application-states.ts'
import type { Application } from './applications.store.ts'
import * as contract from './contract.ts'
import { holderByNumber } from './foreigners.ts'

/** An application as officers see it: masked number, the end of the phone, never the whole. */
export async function viewOf(call: Call, application: Application): Promise<contract.ApplicationView> {
  const { personNumber, applicantNumber, organisationCode, organisationName, refusal } = application
  for (const number of [personNumber, applicantNumber]) if (number) reads(call, number, ['name', 'account'])
  const person = personNumber ? await holderByNumber(call, personNumber) : undefined
  const applicant = applicantNumber ? await holderByNumber(call, applicantNumber) : undefined
  const { actor } = call
  return {
    applicationId: application.applicationId,
    kind: application.kind,
    level: application.level,
    state: application.state,
    name: person?.name ?? organisationName ?? '',
    maskedNumber: personNumber && maskNumber(personNumber),
    organisation: organisationCode ? { code: organisationCode, name: organisationName ?? '' } : null,
    applicant: applicant?.name ?? null,
    phoneEnding: endingOf(application.phone),
    phoneConfirmed: application.phoneConfirmedAt !== null,
    email: application.email !== null,
    emailConfirmed: application.emailConfirmedAt !== null,
    claimsPhone: application.claimsPhone,
    card: application.card,
    captures: application.captures.map(({ kind, matched, device, simulated }) => ({
      kind,
      matched,
      device,
      simulated,
    })),
    registeredByMe: actor.kind === 'officer' && application.registeredBy === actor.appointmentId,
    refusal: refusal ? contract.refusals[refusal as Refusal] : null,
    accountId: application.accountId,
    openedAt: application.openedAt,
    submittedAt: application.submittedAt,
    dueAt: application.dueAt,
    overdue:
      application.state === 'submitted' &&
      application.dueAt !== null &&
      Date.parse(application.dueAt) < call.now.getTime(),
    decidedAt: application.decidedAt,
    notifiedAt: application.notifiedAt,
  }
}

/** The last three digits of a phone. */
export function endingOf(phone: string | null): string | null {
  return phone === null ? null : phone.slice(-3)
}
