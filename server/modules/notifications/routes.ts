import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import './renumbering.ts'
import { listMine, markRead } from './messages.ts'

export function routes(server: Server): void {
  serve(server, contract.listMyNotifications, (call, { query }) => listMine(call, query))
  serve(server, contract.markRead, (call, { params }) => markRead(call, params.notificationId))
  serve(server, contract.markAllRead, (call) => markRead(call, null))
}
