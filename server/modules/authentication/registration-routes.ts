import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import * as organisations from './organisations.ts'
import * as requests from './production-requests.ts'
import * as registrations from './registrations.ts'

export function registrationRoutes(server: Server) {
  serve(server, contract.readRegistrationOptions, (call) => registrations.registrationOptions(call))
  serve(server, contract.listRegistrations, (call) => registrations.listOwn(call))
  serve(server, contract.register, (call, { body }) => registrations.register(call, body))
  serve(server, contract.readRegistration, (call, { params }) =>
    registrations.readRegistration(call, params.clientId),
  )
  serve(server, contract.changeRegistration, (call, { params, body }) =>
    requests.changeRegistration(call, params.clientId, body),
  )
  serve(server, contract.addKey, (call, { params, body }) =>
    registrations.addKey(call, params.clientId, body),
  )
  serve(server, contract.removeKey, (call, { params }) =>
    registrations.removeKey(call, params.clientId, params.kid),
  )
  serve(server, contract.requestProduction, (call, { params }) =>
    requests.requestProduction(call, params.clientId),
  )
  serve(server, contract.listSponsored, (call) => registrations.listSponsored(call))
  serve(server, contract.acceptSponsored, (call, { params }) =>
    registrations.acceptSponsored(call, params.clientId),
  )
  serve(server, contract.listProductionRequests, (call, { query }) =>
    requests.listRequests(call, query.state),
  )
  serve(server, contract.readProductionRequest, (call, { params }) =>
    requests.readRequest(call, params.requestId),
  )
  serve(server, contract.decideProductionRequest, (call, { params, body }) =>
    requests.decideRequest(call, params.requestId, body),
  )
  serve(server, contract.listRelyingParties, (call) => requests.listAll(call))
  serve(server, contract.suspendRelyingParty, (call, { params, body }) =>
    requests.suspend(call, params.clientId, body.reason),
  )
  serve(server, contract.resumeRelyingParty, (call, { params, body }) =>
    requests.resume(call, params.clientId, body.reason),
  )
  serve(server, contract.setPlainCode, (call, { params, body }) =>
    requests.setPlainCode(call, params.clientId, body.until, body.reason),
  )
  serve(server, contract.listOrganisations, (call) => organisations.listOrganisations(call))
  serve(server, contract.registerOrganisation, (call, { body }) =>
    organisations.registerOrganisation(call, body),
  )
  serve(server, contract.addEngineer, (call, { params, body }) =>
    organisations.addEngineer(call, params.agencyId, body),
  )
}
