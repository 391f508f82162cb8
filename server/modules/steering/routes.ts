import type { OfficerActor } from '#platform/call.ts'
import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import { feedbackFigures, feedbackRows } from './feedback-figures.ts'
import { figureRows } from './figure-rows.ts'
import { figures } from './figures.ts'
import { indexRows } from './index-rows.ts'
import { downloadIndex, readIndex, readIndexTrend } from './index-scores.ts'
import { offerFigures } from './offer-figures.ts'

export function routes(server: Server) {
  serve(server, contract.readFigures, (call, { query }) =>
    figures(call, call.actor as OfficerActor, query.unitId),
  )
  serve(server, contract.listFigureRows, (call, { query }) =>
    figureRows(call, call.actor as OfficerActor, query),
  )
  serve(server, contract.readFeedbackFigures, (call, { query }) =>
    feedbackFigures(call, call.actor as OfficerActor, query.unitId),
  )
  serve(server, contract.listFeedbackRows, (call, { query }) =>
    feedbackRows(call, call.actor as OfficerActor, query),
  )
  serve(server, contract.readOfferFigures, (call, { query }) =>
    offerFigures(call, call.actor as OfficerActor, query.unitId),
  )
  serve(server, contract.readIndex, (call, { query }) => readIndex(call, call.actor as OfficerActor, query))
  serve(server, contract.readIndexTrend, (call, { query }) =>
    readIndexTrend(call, call.actor as OfficerActor, query),
  )
  serve(server, contract.listIndexRows, (call, { query }) =>
    indexRows(call, call.actor as OfficerActor, query),
  )
  serve(server, contract.downloadIndex, (call, { query }) =>
    downloadIndex(call, call.actor as OfficerActor, query),
  )
}
