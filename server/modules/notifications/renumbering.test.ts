import { expect, test } from 'vitest'
import { accountByNumber, createAccount } from '#accounts'
import { listAccesses } from '#audit/contract'
import { replaceNumber } from '#population'
import { readMe } from '#population/contract'
import { platform } from '#testing'
import { born, citizen, grounds } from '#testing/people.ts'

test('account, messages, drafts and the access log follow a person to another number', async () => {
  const p = await platform()
  const one = await born(p)
  const { number: personNumber, personId } = one
  await p.act((call) =>
    createAccount(call, { realm: 'citizen', personNumber, personId, level: 2, phone: null }),
  )
  await p.as(citizen(one)).call(readMe, {})
  await p.owner`
    insert into notifications.messages (person_number, notification_id, at, kind, title, body, about_kind, about_id)
    values (${personNumber}, gen_random_uuid(), now(), 'note', '{}', '{}', 'dossier', gen_random_uuid())`
  await p.owner`
    insert into services.drafts (person_number, draft_id, service_code, service_version, revision, opened_at,
      saved_at, expires_at)
    values (${personNumber}, gen_random_uuid(), '1.004194', 1, 1, now(), now(), now() + interval '1 day')`
  const replaced = await p.act((call) =>
    replaceNumber(call, { personNumber, ground: 'collected-wrongly', on: '2026-11-01' }, grounds),
  )
  const number = replaced.personNumber
  expect(await p.act((call) => accountByNumber(call.sql, 'citizen', number))).toMatchObject({ personId })
  expect(await p.act((call) => accountByNumber(call.sql, 'citizen', personNumber))).toBeUndefined()
  const [kept] = await p.owner`
    select (select count(*)::int from notifications.messages where person_number = ${number}) as messages,
      (select count(*)::int from services.drafts where person_number = ${number}) as drafts`
  expect(kept).toEqual({ messages: 1, drafts: 1 })
  const { rows } = await p.as(citizen({ ...one, number })).call(listAccesses, { query: { own: true } })
  expect(rows.map(({ act }) => act)).toContain('GET /population/me')
})
