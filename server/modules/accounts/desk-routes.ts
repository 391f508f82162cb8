import type { Call } from '#platform/call.ts'
import { type Server, serve } from '#platform/http.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Capture } from '#ports/biometrics.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import type { PhoneOwnership } from '#ports/phone-owners.ts'
import * as accounts from './account-desk.ts'
import * as contract from './contract.ts'
import * as dependants from './dependants.ts'
import * as desk from './desk-applications.ts'
import * as captures from './desk-captures.ts'
import * as foreigners from './foreigner-desk.ts'
import { readFunnel } from './funnel.ts'
import * as locks from './lock-requests.ts'
import * as desks from './organisation-desk.ts'
import * as visits from './visits.ts'

/** The desk of the commune police, the funnel, and what a citizen applies for in the app. */
export function deskRoutes(server: Server) {
  const { db } = server
  serve(server, contract.findForAccount, (call, { body }) => desk.findForAccount(call, body.number))
  serve(
    server,
    contract.findForeigner,
    (call, _, told: ResidentForeigner) => foreigners.viewForeigner(call, told),
    (call, { body }) => foreigners.askAtDesk(call, body.document),
  )
  serve(
    server,
    contract.openForeignApplication,
    (call, { body }, told: ResidentForeigner) => foreigners.openForeigner(call, db, body, told),
    (call, { body }) => foreigners.askAtDesk(call, body.document),
  )
  serve(
    server,
    contract.renewForeignerAtDesk,
    (call, _, told: ResidentForeigner) => foreigners.renewAtDesk(call, told),
    (call, { body }) => foreigners.askAtDesk(call, body.document),
  )
  serve(server, contract.openApplication, (call, { body }) => desk.openAtDesk(call, db, body))
  serve(server, contract.sendContactCode, (call, { params, body }) =>
    desk.resendCode(call, db, params.applicationId, body.channel),
  )
  serve(
    server,
    contract.confirmContact,
    (call, { params, body }, ownership: PhoneOwnership | null) =>
      desk.confirmContact(call, db, params.applicationId, body, ownership),
    (call, { params, body }) => desk.askPhoneOwner(call, params.applicationId, body.channel),
  )
  serve(
    server,
    contract.capture,
    (call, { params }, captured: Capture) => captures.captureAtDesk(call, params.applicationId, captured),
    (call, { params, body }) => captures.compareApplicant(call, params.applicationId, body.kind),
  )
  serve(server, contract.submitApplication, (call, { params }) =>
    desk.submitAtDesk(call, params.applicationId),
  )
  serve(server, contract.readApplication, (call, { params }) => desk.readAtDesk(call, params.applicationId))
  serve(server, contract.listApplications, (call, { query }) => desk.applicationsOfDesk(call, query))
  serve(server, contract.decideApplication, (call, { params, body }) =>
    desk.decide(call, params.applicationId, body),
  )
  const compared = (call: Call, { params }: { params: { accountId: Uuid } }) =>
    accounts.compareHolder(call, params.accountId)
  serve(
    server,
    contract.issueActivation,
    (call, { params }, face: Capture | null) => accounts.issueActivation(call, params.accountId, face),
    compared,
  )
  serve(
    server,
    contract.lockAtDesk,
    (call, { params }, face: Capture | null) => accounts.lockAtDesk(call, params.accountId, face),
    compared,
  )
  serve(
    server,
    contract.unlockAtDesk,
    (call, { params }, face: Capture | null) => accounts.unlockAtDesk(call, params.accountId, face),
    compared,
  )
  serve(
    server,
    contract.recoverAtDesk,
    (call, { params, body }, face: Capture | null) =>
      accounts.recoverAtDesk(call, params.accountId, body.phone, face),
    compared,
  )
  serve(server, contract.askLock, (call, { params, body }) => locks.askLock(call, params.accountId, body))
  serve(server, contract.listLockRequests, async (call, { query }) => ({
    rows: await locks.waitingLockRequests(call, query.locked),
  }))
  serve(server, contract.liftLock, (call, { params, body }) =>
    locks.liftLock(call, params.requestId, body.document),
  )
  serve(server, contract.forwardLock, (call, { params }) => locks.forwardLock(call, params.requestId))
  serve(server, contract.decideLock, (call, { params, body }) =>
    locks.decideLock(call, params.requestId, body.outcome),
  )
  serve(server, contract.readFunnel, (call, { query }) => readFunnel(call, query.unitId))
  serve(server, contract.listWaiting, (call, { query }) => accounts.waitingAtDesk(call, query))
  serve(server, contract.listVisitTimes, async (call, { query }) => ({
    times: await visits.visitTimes(call, query),
  }))
  serve(server, contract.readMyVisit, async (call) => ({ visit: await visits.myVisit(call) }))
  serve(server, contract.bookVisit, (call, { body }) => visits.bookVisit(call, body))
  serve(server, contract.cancelVisit, async (call, { params }) => {
    await visits.cancelVisit(call, params.visitId)
    return { cancelled: true }
  })
  serve(server, contract.listVisits, (call, { query }) => visits.visitsAtDesk(call, query.day))
  serve(server, contract.listMyChildren, async (call) => ({ rows: await dependants.myChildren(call) }))
  serve(server, contract.applyForChild, (call, { params }) => dependants.applyForChild(call, params.personId))
  serve(server, contract.findOrganisation, (call, { body }) => desks.findOrganisation(call, body.code))
  serve(server, contract.moveOrganisation, (call, { params, body }) =>
    desks.moveOrganisation(call, params.organisationId, body),
  )
  serve(server, contract.changeRepresentative, (call, { params, body }) =>
    desks.changeRepresentative(call, params.organisationId, body),
  )
  serve(server, contract.listMyOrganisations, async (call) => ({
    rows: await dependants.myOrganisations(call),
  }))
  serve(server, contract.applyForOrganisation, (call, { body }) =>
    dependants.applyForOrganisation(call, body),
  )
}
