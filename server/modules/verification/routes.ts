import { type Server, serve } from '#platform/http.ts'
import { registerFeedRights } from '#population'
import type { Asking } from './asking.ts'
import { askedFields, beginCheck, matchPerson, readAttributes } from './checks.ts'
import { askForConsent, beginAsk, readConsentRequest } from './consent-asks.ts'
import * as contract from './contract.ts'
import * as disputes from './disputes.ts'
import { feedRightsOf } from './feed-rights.ts'
import { limitsOn } from './limits.ts'
import { listMine } from './my-checks.ts'
import './renumbering.ts'
import * as reports from './reports.ts'
import { listTestPeople, readUsage } from './usage.ts'

export function routes(server: Server) {
  const limits = limitsOn(server.db)
  registerFeedRights(feedRightsOf)
  serve(
    server,
    contract.matchPerson,
    (call, { body }, asking: Asking) => matchPerson(call, limits, asking, body),
    (call, { body }) => beginCheck(call, limits, 'verification.match', body, askedFields(body)),
  )
  serve(
    server,
    contract.readAttributes,
    (call, { body }, asking: Asking) => readAttributes(call, limits, asking, body),
    (call, { body }) => beginCheck(call, limits, 'verification.attributes', body, body.fields),
  )
  serve(
    server,
    contract.askForConsent,
    (call, { body }, asking: Asking) => askForConsent(call, asking, body),
    (call, { body }) => beginAsk(call, limits, body),
  )
  serve(server, contract.readConsentRequest, (call, { params, query }) =>
    readConsentRequest(call, params.requestId, query.forClientId),
  )
  serve(server, contract.readKeys, async ({ ports }) => ({
    keys: ports.keys.publicKeys('verification').map(({ jwk }) => ({ ...jwk })),
  }))
  serve(server, contract.listMyChecks, (call, { query }) => listMine(call, query))
  serve(server, contract.readUsage, (call, { params }) => readUsage(call, server, params.clientId))
  serve(server, contract.listTestPeople, (call) => listTestPeople(call))
  serve(server, contract.openDispute, (call, { params, body }) =>
    reports.openDispute(call, params.callId, body.said),
  )
  serve(server, contract.reportSignIn, (call, { params, body }) =>
    reports.reportSignIn(call, params.eventId, body.said),
  )
  serve(server, contract.settleDispute, (call, { params }) => disputes.settleDispute(call, params.disputeId))
  serve(server, contract.contestDispute, (call, { params }) =>
    disputes.contestDispute(call, params.disputeId),
  )
  serve(server, contract.listReports, (call) => reports.listReports(call))
  serve(server, contract.explainReport, (call, { params, body }) =>
    reports.explainReport(call, params.disputeId, body.explanation),
  )
  serve(server, contract.listMyDisputes, (call) => disputes.listMine(call))
  serve(server, contract.withdrawDispute, (call, { params }) =>
    disputes.withdrawDispute(call, params.disputeId),
  )
  serve(server, contract.listDisputes, (call, { query }) => disputes.listForInspector(call, query.state))
  serve(server, contract.takeUpDispute, (call, { params }) => disputes.takeUp(call, params.disputeId))
  serve(server, contract.answerDispute, (call, { params, body }) =>
    disputes.answerDispute(call, params.disputeId, body),
  )
  serve(server, contract.listFindings, (call) => disputes.listFindings(call))
  serve(server, contract.closeFinding, (call, { params, body }) =>
    disputes.closeFinding(call, params.findingId, body.conclusion),
  )
}
