import { type Server, serve } from '#platform/http.ts'
import * as contract from './contract.ts'
import { approveOnDevice, listDeviceApprovals, refuseOnDevice } from './device-approvals.ts'
import { approveScreen, lookAtScreen, refuseScreen } from './screens.ts'

/** What is decided on the phone: for another place, for another screen. */
export function deviceApprovalRoutes(server: Server) {
  serve(server, contract.listDeviceApprovals, (call) => listDeviceApprovals(call, server))
  serve(server, contract.approveOnDevice, (call, { params, body }) =>
    approveOnDevice(call, server, params.id, body),
  )
  serve(server, contract.refuseOnDevice, (call, { params, body }) =>
    refuseOnDevice(call, server, params.id, body.notMe),
  )
  serve(server, contract.lookAtScreen, (call, { body }) => lookAtScreen(call, server, body.token))
  serve(server, contract.approveScreen, (call, { body }) => approveScreen(call, server, body))
  serve(server, contract.refuseScreen, (call, { body }) => refuseScreen(call, server, body.token))
}
