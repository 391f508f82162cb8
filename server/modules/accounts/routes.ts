import { signInNeeded } from '#platform/access.ts'
import { type Server, serve } from '#platform/http.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import * as contract from './contract.ts'
import './renumbering.ts'
import { deskRoutes } from './desk-routes.ts'
import * as cards from './foreigner-cards.ts'
import type { Identify } from './identify.ts'
import * as mandates from './mandates.ts'
import * as organisations from './organisations.ts'
import * as own from './own-account.ts'
import { listRepresented } from './representation.ts'
import { listStrandedAppointments, settleAppointment } from './stranded.ts'

export function routes(server: Server) {
  deskRoutes(server)
  const { sessions } = server.identify as Identify
  serve(server, contract.readMe, async ({ actor }) => {
    const session = sessions.of(actor)
    if (!session) throw signInNeeded()
    return own.me(session)
  })
  serve(server, contract.readMyForeignIdentity, (call) => cards.myForeignIdentity(call))
  serve(
    server,
    contract.renewMyForeignIdentity,
    (call, _, told: ResidentForeigner) => cards.renewMine(call, told),
    (call) => cards.askAboutMe(call),
  )
  serve(server, contract.listMySessions, async (call) => ({ rows: await own.mySessions(call) }))
  serve(server, contract.endMySession, async (call, { params }) => {
    const ended = await own.endMySession(call, params.id)
    sessions.forget(params.id)
    return { ended }
  })
  serve(server, contract.signOutEverywhere, async (call) => {
    const ended = await own.leaveEverywhere(call)
    sessions.forgetAccount(own.oneself(call).accountId)
    return { ended }
  })
  serve(server, contract.lockMyAccount, async (call) => {
    const ended = await own.lockMine(call)
    sessions.forgetAccount(own.oneself(call).accountId)
    return { ended }
  })
  serve(server, contract.listRepresented, async (call) => ({ rows: await listRepresented(call) }))
  serve(server, contract.listMyMandates, async (call) => ({ rows: await mandates.listMyMandates(call) }))
  serve(server, contract.proposeMandate, (call, { body }) => mandates.proposeMandate(call, body))
  serve(server, contract.answerMandate, (call, { params, body }) =>
    mandates.answerMandate(call, params.mandateId, body),
  )
  serve(server, contract.endMandate, (call, { params, body }) =>
    mandates.endMandate(call, params.mandateId, body),
  )
  serve(server, contract.readOrganisation, (call, { params }) =>
    organisations.readOrganisation(call, params.organisationId),
  )
  serve(server, contract.activateOrganisation, (call, { params }) =>
    organisations.activateOrganisation(call, params.organisationId),
  )
  serve(server, contract.lockOrganisation, (call, { params }) =>
    organisations.lockOrganisation(call, params.organisationId),
  )
  serve(server, contract.unlockOrganisation, (call, { params }) =>
    organisations.unlockOrganisation(call, params.organisationId),
  )
  serve(server, contract.listOrganisationMandates, async (call, { params }) => ({
    rows: await mandates.listOrganisationMandates(call, params.organisationId),
  }))
  serve(server, contract.proposeOrganisationMandate, (call, { params, body }) =>
    mandates.proposeMandate(call, body, params.organisationId),
  )
  serve(server, contract.answerOrganisationMandate, (call, { params, body }) =>
    mandates.answerMandate(call, params.mandateId, body, params.organisationId),
  )
  serve(server, contract.endOrganisationMandate, (call, { params, body }) =>
    mandates.endMandate(call, params.mandateId, body, params.organisationId),
  )
  serve(server, contract.listMyHistory, (call, { query }) => own.myHistory(call, query))
  serve(server, contract.changeMyPassword, async (call, { body }) => {
    const changed = await own.changePassword(call, server.db, body)
    sessions.forgetAccount(own.oneself(call).accountId)
    return changed
  })
  serve(server, contract.listStrandedAppointments, (call) => listStrandedAppointments(call))
  serve(server, contract.settleAppointment, (call, { params, body }) =>
    settleAppointment(call, params.appointmentId, body.agencyId),
  )
}
