import type { CitizenActor } from '#platform/call.ts'
import { type Server, serve } from '#platform/http.ts'
import { accessesOf, inspectEntries } from './accesses.ts'
import * as contract from './contract.ts'

export function routes(server: Server) {
  serve(server, contract.listAccesses, (call, { query }) =>
    accessesOf(call, call.actor as CitizenActor, query),
  )
  serve(server, contract.listEntries, (call, { query }) => inspectEntries(call, query))
}
