import { beforeAll, expect, test } from 'vitest'
import { appoint, createAccount, SANDBOX_PASSWORD, sandboxPasswordHash } from '#accounts'
import { uuidv7 } from '#platform/ids.ts'
import { agencyIdOf, CENTRAL } from '#reference'
import { platform } from '#testing'
import { browser, signIn } from './browser-for-tests.ts'

let numbers = 0
async function someone() {
  const { owner } = await platform()
  numbers += 1
  const number = `0012990${String(numbers).padStart(5, '0')}`
  const personId = uuidv7()
  return { number, personId, owner, phone: `0912${String(numbers).padStart(6, '0')}` }
}
test('x', async () => {
  const { act, server, inbox } = await platform()
  const p = await someone()
  await act(async (call) =>
    createAccount(call, {
      realm: 'citizen',
      personNumber: p.number,
      personId: p.personId,
      level: 2,
      phone: p.phone,
      passwordHash: await sandboxPasswordHash(),
    }),
  )
  const b = browser(server)
  const done = await signIn(b, { app: 'citizen', name: p.number, inbox })
  console.log(done)
  const me = await b.get('/api/accounts/me', { 'dean06-app': 'citizen' })
  console.log(me.statusCode, me.body)
})
