import { expect, test } from 'vitest'
import { listAccesses } from '#audit/contract'
import { platform } from '#testing'
import type { Actor } from './call.ts'
import { newEntry } from './call.ts'
import { uuidv7 } from './ids.ts'

test('an anonymous caller is told to sign in, and the attempt stands in the log', async () => {
  const { as, owner } = await platform()
  await expect(as({ kind: 'anonymous' }).call(listAccesses)).rejects.toMatchObject({
    type: '/problems/platform/sign-in-needed',
  })
  const entries = await owner`select actor_kind, outcome from audit.entries where act = 'GET /audit/mine'`
  expect(entries).toContainEqual({ actorKind: 'anonymous', outcome: 'refused' })
})

test('whoever is read hears it at once on his open pages, and not when he reads himself', async () => {
  const { server } = await platform()
  const heard: string[] = []
  const number = '001099000777'
  const unsubscribe = server.live.subscribe([`subject:${number}`], ({ what }) => heard.push(what))
  const reader: Actor = { kind: 'system', name: 'test' }
  const touched = (actor: Actor) => {
    const entry = newEntry('test', new Date())
    entry.subjects.set(number, { action: 'read', fields: new Set(['name']) })
    return server.audit.append(actor, entry)
  }
  await touched(reader)
  expect(heard).toEqual(['accesses'])
  await touched({
    kind: 'citizen',
    number,
    personId: uuidv7(),
    accountId: uuidv7(),
    level: 2,
    sessionId: uuidv7(),
  })
  expect(heard).toEqual(['accesses'])
  unsubscribe()
})

test('a page that was still opening hears once what was said meanwhile, and nothing of long ago', async () => {
  const { server, at } = await platform()
  const began = new Date('2050-01-03T02:00:00Z')
  at(began)
  for (const what of ['documents', 'dossiers', 'documents'])
    server.live.publish({ topic: 'person:opening', what })
  server.live.publish({ topic: 'person:another', what: 'documents' })
  const heard: string[] = []
  at(new Date(began.getTime() + 29_000))
  server.live.subscribe(['person:opening'], ({ what }) => heard.push(what))()
  expect(heard.sort()).toEqual(['documents', 'dossiers'])
  at(new Date(began.getTime() + 31_000))
  server.live.subscribe(['person:opening'], ({ what }) => heard.push(what))()
  expect(heard).toHaveLength(2)
  at(null)
})
