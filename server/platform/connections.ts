import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Lets a server stop without waiting for browsers: what the returned function is called for, a connection that
 * carries no call is ended at once, also one that never carried any, and the others when their answer is out. Left to
 * itself Node waits for them until their keep-alive is over, more than a minute.
 */
export function connectionsOf(server: HttpServer): () => void {
  const calls = new Map<Socket, number>()
  let ending = false
  const endIfFree = (socket: Socket) => {
    if (ending && calls.get(socket) === 0) socket.destroySoon()
  }
  const opened = (socket: Socket) => {
    calls.set(socket, 0)
    socket.once('close', () => calls.delete(socket))
    endIfFree(socket)
  }
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', opened)
  server.on('request', ({ socket }: IncomingMessage, answer: ServerResponse) => {
    calls.set(socket, (calls.get(socket) ?? 0) + 1)
    answer.once('close', () => {
      const left = (calls.get(socket) ?? 1) - 1
      if (socket.destroyed) return
      calls.set(socket, left)
      endIfFree(socket)
    })
  })
  return () => {
    ending = true
    for (const socket of [...calls.keys()]) endIfFree(socket)
  }
}
