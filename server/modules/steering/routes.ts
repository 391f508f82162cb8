import type { OfficerActor } from '#platform/call.ts'
import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import { figureRows } from './figure-rows.ts'
import { figures } from './figures.ts'

export function routes(server: Server) {
  serve(server, contract.readFigures, (call, { query }) =>
    figures(call, call.actor as OfficerActor, query.unitId),
  )
  serve(server, contract.listFigureRows, (call, { query }) =>
    figureRows(call, call.actor as OfficerActor, query),
  )
}
