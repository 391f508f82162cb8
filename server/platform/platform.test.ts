import { expect, test } from 'vitest'
import { listAccesses } from '#audit/contract'
import { platform } from '#testing'

test('an anonymous caller is told to sign in, and the attempt stands in the log', async () => {
  const { as, owner } = await platform()
  await expect(as({ kind: 'anonymous' }).call(listAccesses)).rejects.toMatchObject({
    type: '/problems/platform/sign-in-needed',
  })
  const entries = await owner`select actor_kind, outcome from audit.entries where act = 'GET /audit/mine'`
  expect(entries).toContainEqual({ actorKind: 'anonymous', outcome: 'refused' })
})
