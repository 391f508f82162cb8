import { type Server, serve } from '#platform/http.ts'
import { answerRequest, listWaiting } from './consent-requests.ts'
import { listMine, readMine, withdraw } from './consents.ts'
import * as contract from './contract.ts'
import './renumbering.ts'

export function routes(server: Server) {
  serve(server, contract.listMyConsents, (call) => listMine(call))
  serve(server, contract.readMyConsent, (call, { params }) => readMine(call, params.consentId))
  serve(server, contract.withdrawConsent, (call, { params }) => withdraw(call, params.consentId))
  serve(server, contract.listMyConsentRequests, (call) => listWaiting(call))
  serve(server, contract.answerConsentRequest, (call, { params, body }) =>
    answerRequest(call, params.requestId, body.answer),
  )
}
