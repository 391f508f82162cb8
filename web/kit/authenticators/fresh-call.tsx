import { factorNeeded } from '@platform/server/platform/access.ts'
import type { Endpoint } from '@platform/server/platform/endpoint.ts'
import { type ReactNode, useRef } from 'react'
import type { Wants } from '../call.ts'
import { type Sender, useCall } from '../queries.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'

/**
 * A write that may need a factor confirmed just now: `dialog` asks for it when the server does, and sends again. Put
 * `dialog` on the page.
 */
export function useFreshCall<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  options: { onReply?: (reply: R) => void } = {},
): Sender<Wants<P, Q, B>, R> & { dialog: ReactNode } {
  const sender = useCall(endpoint, options)
  const last = useRef<Wants<P, Q, B>>(undefined)
  const asks = sender.problem?.is(factorNeeded) ?? false
  return {
    ...sender,
    problem: asks ? null : sender.problem,
    send: (input) => {
      last.current = input
      return sender.send(input)
    },
    dialog: asks ? (
      <ConfirmDialog
        onConfirmed={() => {
          if (last.current !== undefined) void sender.send(last.current)
        }}
        onClose={sender.reset}
      />
    ) : null,
  }
}
