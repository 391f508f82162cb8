import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { connectionsOf } from './connections.ts'

test('a server stops at once beside unused and idle connections, and after the answer that is under way', async () => {
  let finish = () => {}
  const server = createServer((request, answer) => {
    if (request.url === '/slow') finish = () => answer.end('whole')
    else answer.end('quick')
  })
  const end = connectionsOf(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const unused = connect(port, '127.0.0.1')
  await once(unused, 'connect')
  const agent = new Agent({ keepAlive: true })
  expect(await text(port, '/quick', agent)).toBe('quick')
  const slow = text(port, '/slow', new Agent({ keepAlive: true }))
  await once(server, 'request')

  const closed = once(server, 'close')
  server.close()
  end()
  await once(unused, 'close')
  finish()
  expect(await slow).toBe('whole')
  await closed
})

async function text(port: number, path: string, agent: Agent): Promise<string> {
  const [answer] = (await once(get({ port, path, agent, host: '127.0.0.1' }), 'response')) as [
    IncomingMessage,
  ]
  let body = ''
  for await (const part of answer.setEncoding('utf8')) body += part
  return body
}
