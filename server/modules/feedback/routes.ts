import { type Server, serve } from '#platform/http.ts'
import * as cases from './cases.ts'
import * as contract from './contract.ts'
import * as desk from './desk.ts'
import { rateDossier, readMyRating } from './ratings.ts'
import './renumbering.ts'

export function routes(server: Server): void {
  serve(server, contract.sendCase, (call, { body }) => cases.sendCase(call, body))
  serve(server, contract.listMyCases, (call, { query }) => cases.listMyCases(call, query))
  serve(server, contract.readMyCase, (call, { params }) => cases.readMyCase(call, params.caseId))
  serve(server, contract.withdrawCase, (call, { params, body }) =>
    cases.withdrawCase(call, params.caseId, body),
  )
  serve(server, contract.readMyRating, (call, { params }) => readMyRating(call, params.dossierId))
  serve(server, contract.rateDossier, (call, { params, body }) => rateDossier(call, params.dossierId, body))
  serve(server, contract.listPublished, (call, { query }) => cases.listPublished(call, query))
  serve(server, contract.listDeskCases, (call, { query }) => desk.listDeskCases(call, query))
  serve(server, contract.countDeskCases, (call) => desk.countDeskCases(call))
  serve(server, contract.readDeskCase, (call, { params }) => desk.readDeskCase(call, params.caseId))
  serve(server, contract.takeUpCase, (call, { params, body }) => desk.takeUpCase(call, params.caseId, body))
  serve(server, contract.transferCase, (call, { params, body }) =>
    desk.transferCase(call, params.caseId, body),
  )
  serve(server, contract.answerCase, (call, { params, body }) => desk.answerCase(call, params.caseId, body))
}
