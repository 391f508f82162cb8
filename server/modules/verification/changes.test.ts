import { beforeAll, expect, test } from 'vitest'
import { changeDetails, registerDeath } from '#population'
import { listChangesInArea, readChanges, readFeedHistory } from '#population/contract'
import * as privacy from '#privacy/contract'
import { removePermanentResidence } from '#residence'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { type Born, born, citizen, grounds, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { followers, following, parties } from './scene-for-tests.ts'

let p: Platform
let s: Scene
let systems: Awaited<ReturnType<typeof followers>>
let system: ReturnType<Platform['as']>
beforeAll(async () => {
  p = await platform()
  s = await scene(p)
  systems = await followers(p)
  system = systems.asMinistry
})

const change = (one: Born, otherName: string) =>
  p.act((call) =>
    changeDetails(call, { personNumber: one.number, on: '2026-11-01', details: { otherName } }, grounds),
  )

/** Waits until no transaction that wrote an event is running any more, whoever else works on this server. */
async function settled() {
  for (;;) {
    const [row] = await p.owner`
      select 1 from platform.events where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`
    if (!row) return
  }
}

/** Reads everything after a position, in small pages. */
async function readAll(after?: string, limit = 7) {
  const rows = []
  let position = after
  for (;;) {
    const query = { purpose: following, limit, ...(position === undefined ? {} : { after: position }) }
    const page = await system.call(readChanges, { query })
    rows.push(...page.rows)
    position = page.next ?? position
    if (!page.more) return { rows, position }
  }
}

/** All life events of the register, by person in the order of recording. */
const recorded = () => p.owner<{ id: string; personNumber: string }[]>`
  select id, person_number from population.life_events order by recorded_at, id`

test('the feed has every life event once, from any position, in the order of each person', async () => {
  await settled()
  const { rows, position } = await readAll()
  const ids = rows.map(({ eventId }) => eventId)
  const all = await recorded()
  expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  const middle = rows[Math.floor(rows.length / 2)]!
  const rest = await readAll(middle.position)
  expect(rest.rows).toEqual(rows.slice(rows.indexOf(middle) + 1))
  expect(rest.position).toBe(position)
  expect((await readAll(position)).rows).toEqual([])
})

test('writers at once, some of whom commit late, are all heard, each person in order', async () => {
  const names = ['Lê Văn An', 'Phạm Thị Bích', 'Hoàng Minh Cường', 'Đỗ Thu Dung']
  const people = await Promise.all(
    names.map((name, i) => born(p, { name, bornOn: `19${60 + i * 9}-0${i + 1}-1${i}` })),
  )
  await settled()
  const { position } = await readAll()
  const heard: { eventId: string; personNumber: string }[] = []
  let writing = true
  const reader = (async () => {
    let at = position
    while (writing) {
      const read = await readAll(at)
      heard.push(...read.rows)
      at = read.position
    }
    heard.push(...(await readAll(at)).rows)
  })()
  const writers = Array.from({ length: 24 }, (_, i) =>
    p.act(async (call) => {
      const first = people[i % people.length]!
      const later = people[(i * 7 + 1) % people.length]!
      await changeDetails(
        call,
        { personNumber: first.number, on: '2026-11-01', details: { otherName: `Một ${i}` } },
        grounds,
      )
      if (i % 3 === 0 && later.number > first.number) {
        await changeDetails(
          call,
          { personNumber: later.number, on: '2026-11-01', details: { otherName: `Hai ${i}` } },
          grounds,
        )
      }
    }),
  )
  await Promise.all(writers)
  await settled()
  writing = false
  await reader
  const numbers = new Set(people.map(({ number }) => number))
  for (const number of numbers) {
    const told = heard.filter(({ personNumber }) => personNumber === number).map(({ eventId }) => eventId)
    const made = (await recorded()).filter(({ personNumber }) => personNumber === number).map(({ id }) => id)
    expect(told).toEqual(made.slice(1))
  }
})

test('a call that began early and waited for the person stands behind the one it waited for', async () => {
  const one = await born(p, { name: 'Vũ Quốc Khánh', bornOn: '1977-09-02' })
  await settled()
  const { position } = await readAll()
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const early = p.act(async (call) => {
    await call.sql`select pg_current_xact_id()`
    begun.resolve()
    await go.promise
    await changeDetails(
      call,
      { personNumber: one.number, on: '2026-11-01', details: { otherName: 'Sau' } },
      grounds,
    )
  })
  try {
    await begun.promise
    await change(one, 'Trước')
    expect((await readAll(position)).rows).toEqual([])
  } finally {
    go.resolve()
    await early
  }
  await settled()
  const { rows } = await readAll(position)
  expect(
    rows.map(({ details }) => (details as { details: { otherName: string } }).details.otherName),
  ).toEqual(['Trước', 'Sau'])
})

test('a list of kinds, and the people of one commune: also the event by which somebody leaves it', async () => {
  const { position } = await readAll()
  await p.act((call) => registerDeath(call, { personNumber: s.wife.number, diedOn: '2026-11-10' }, grounds))
  await p.act((call) =>
    removePermanentResidence(call, { personNumber: s.wife.number, on: '2026-11-12', ground: 'a' }),
  )
  await settled()
  const query = { purpose: following, after: position!, unitId: s.here }
  const here = await system.call(readChanges, { query })
  expect(here.rows.map(({ kind }) => kind)).toEqual(['death', 'widowhood', 'permanent-residence-removal'])
  const deaths = await system.call(readChanges, { query: { ...query, kinds: 'death,birth' } })
  expect(deaths.rows.map(({ kind, personNumber }) => [kind, personNumber])).toEqual([
    ['death', s.wife.number],
  ])
  const there = await system.call(readChanges, { query: { ...query, unitId: s.there } })
  expect(there.rows).toEqual([])
})

test('an officer sees the changes of his territory by name, entered as read; others see nothing of them', async () => {
  const roles = ['residence'] as const
  const own = p.as(officer(s.police, { level: 'commune', unitId: s.here }, [...roles]))
  const { rows, kinds } = await own.call(listChangesInArea, { query: { kinds: 'death' } })
  expect(rows).toMatchObject([{ name: s.wife.name, words: { vi: 'Khai tử' } }])
  expect(kinds.map(({ kind }) => kind)).toContain('permanent-residence-registration')
  expect(JSON.stringify(rows)).not.toContain(s.wife.number)
  const [entry] = await p.owner`
    select purpose, outcome, subject_count from audit.entries order by recorded_at desc limit 1`
  expect(entry).toMatchObject({ purpose: 'population/change-feed', outcome: 'done', subjectCount: 1 })
  const strange = p.as(officer(s.police, { level: 'commune', unitId: s.there }, [...roles]))
  expect((await strange.call(listChangesInArea, { query: { unitId: s.here } })).rows).toEqual([])
})

test('no scope, an unknown kind, and a position of one’s own making are refused', async () => {
  const purpose = following
  const other = p.as({ kind: 'relying-party', clientId: systems.ministry, agencyId: 1, scopes: [] })
  await expect(other.call(readChanges, { query: { purpose } })).rejects.toMatchObject({ status: 403 })
  await expect(system.call(readChanges, { query: { purpose, kinds: 'wedding' } })).rejects.toMatchObject({
    type: '/problems/population/kind-unknown',
  })
  await expect(
    system.call(readChanges, { query: { purpose, after: '1-2-01900000-0000-7000-8000-00000000000x' } }),
  ).rejects.toMatchObject({
    type: '/problems/platform/position-unreadable',
  })
})

test('history, then the feed: while others write, every event once, in the order of each person', async () => {
  const people: Born[] = []
  for (let i = 0; i < 8; i++)
    people.push(await born(p, { name: 'Cao Thị Lựu', bornOn: `197${i}-03-0${i + 1}` }))
  let writing = true
  const writers = [0, 1, 2, 3].map(async (writer) => {
    for (let i = 0; i < 25; i++) {
      const one = people[(i * 3 + writer) % people.length]!
      const details = { otherName: `Lần ${writer} ${i}` }
      await p.act((call) =>
        changeDetails(call, { personNumber: one.number, on: '2026-11-01', details }, grounds),
      )
      // Some are born while the history is being read.
      if (i % 8 === 0) await born(p, { name: 'Cao Văn Mận', bornOn: '2026-11-02' })
    }
  })
  const written = Promise.all(writers).finally(() => {
    writing = false
  })
  const consumer = (async () => {
    const heard: { eventId: string; personNumber: string }[] = []
    let page = await system.call(readFeedHistory, { query: { purpose: following, limit: 2 } })
    const { followFrom } = page
    for (;;) {
      heard.push(...page.rows)
      if (!page.more) break
      const query = { purpose: following, limit: 2, followFrom, after: page.next! }
      page = await system.call(readFeedHistory, { query })
    }
    let at: string | undefined = followFrom
    while (writing) {
      const read = await readAll(at)
      heard.push(...read.rows)
      at = read.position
    }
    await written
    await settled()
    heard.push(...(await readAll(at)).rows)
    return heard
  })()
  const heard = await consumer
  const byPerson = (rows: readonly { personNumber: string; id: string }[]) =>
    Object.fromEntries(
      [...Map.groupBy(rows, ({ personNumber }) => personNumber)].map(([number, own]) => [
        number,
        own.map(({ id }) => id),
      ]),
    )
  const all = await recorded()
  expect(byPerson(heard.map(({ eventId, personNumber }) => ({ id: eventId, personNumber })))).toEqual(
    byPerson(all),
  )
})

/** The bank asks through its provider to follow somebody, who agrees. */
async function agreed(person: Born): Promise<string> {
  const { asProvider, bank } = systems
  const body = { purpose: following, forClientId: bank, idDocument: person.number, name: person.name }
  const { requestId } = await asProvider.call(contract.askForConsent, {
    body: { ...body, fields: ['lifeEvents' as const] },
  })
  const answer = { params: { requestId }, body: { answer: 'given' as const } }
  const { consentId } = await p.as(citizen(person)).call(privacy.answerConsentRequest, answer)
  return consentId as string
}

test('a business is told through its provider only that something changed, of who agreed and from then on', async () => {
  const customer = await born(p, { name: 'Tô Thị Hạnh', bornOn: '1991-02-03' })
  const stranger = await born(p, { name: 'Tô Thị Phúc', bornOn: '1992-02-03' })
  await settled()
  const { position } = await readAll()
  await change(customer, 'Trước khi đồng ý')
  const consentId = await agreed(customer)
  await change(customer, 'Sau khi đồng ý')
  await change(stranger, 'Không liên quan')
  await settled()
  const { asProvider, bank } = systems
  const query = { purpose: following, forClientId: bank, after: position! }
  const { rows } = await asProvider.call(readChanges, { query })
  expect(rows).toMatchObject([{ personNumber: customer.number, kind: 'details-change', details: null }])
  const [entry] = await p.owner`
    select purpose, subject_count from audit.entries where outcome = 'done' order by recorded_at desc limit 1`
  expect(entry).toMatchObject({ purpose: following, subjectCount: 1 })
  await expect(
    asProvider.call(readFeedHistory, { query: { purpose: following, forClientId: bank } }),
  ).rejects.toMatchObject({ type: '/problems/population/history-by-law-only' })
  await p.as(citizen(customer)).call(privacy.withdrawConsent, { params: { consentId } })
  expect((await asProvider.call(readChanges, { query })).rows).toEqual([])
})

test('following is granted by name: neither to a provider as such, nor for another purpose, nor with other data', async () => {
  const { asProvider, bank } = await parties(p)
  const asked = { query: { purpose: following, forClientId: bank } }
  await expect(asProvider.call(readChanges, asked)).rejects.toMatchObject({
    type: '/problems/verification/purpose-not-granted',
  })
  await expect(system.call(readChanges, { query: { purpose: 'partner/credit' } })).rejects.toMatchObject({
    type: '/problems/verification/purpose-not-granted',
  })
  const one = await born(p, { name: 'Tô Văn Lộc', bornOn: '1990-02-03' })
  const body = { purpose: following, forClientId: systems.bank, idDocument: one.number, name: one.name }
  await expect(
    systems.asProvider.call(contract.askForConsent, { body: { ...body, fields: ['lifeEvents', 'name'] } }),
  ).rejects.toMatchObject({ status: 403 })
})
